/** Answers that are bytes already, and what a client is told of a job. */
import type { FastifyReply } from 'fastify';
import { failureOf } from './api-failures.js';
import type { Job } from './jobs.js';

/** What is JSON already. */
export const json = (reply: FastifyReply, text: Buffer): FastifyReply =>
  reply.type('application/json; charset=utf-8').send(text);

/** State, deadline and, once there is one, progress, answer or error, as JSON in UTF-8. */
export function jobText(id: number, { state, deadline }: Job): Buffer {
  const head = { job: id, status: state.status, deadline };
  if (state.status === 'done') {
    return Buffer.concat([
      Buffer.from(`${JSON.stringify(head).slice(0, -1)},"answer":`),
      state.answer,
      Buffer.from('}'),
    ]);
  }
  if (state.status === 'running') return jsonBytes({ ...head, progress: state.progress });
  if (state.status !== 'failed') return jsonBytes(head);
  const error = failureOf(state.error)?.error ?? { code: 'BUG', message: 'This is a bug in creo' };
  return jsonBytes({ ...head, error });
}

const jsonBytes = (value: object): Buffer => Buffer.from(JSON.stringify(value));
