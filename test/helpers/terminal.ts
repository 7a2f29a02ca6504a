/** The program in a pseudo-terminal of util-linux's script, answered as a person would. */
import { spawn } from 'node:child_process';
import { PROGRAM } from './run-creo.js';

/** Keys, as a terminal sends them. */
export const ENTER = '\r';
export const DOWN = '\u001b[B';
export const UP = '\u001b[A';

const PATIENCE_MILLISECONDS = 60_000;

export type Dialogue = readonly (readonly [question: string, answer: string])[];

/** Runs `creo` in a terminal; each answer is typed once its question has appeared. Gives all that was shown. */
export function atTerminal(
  cwd: string,
  dialogue: Dialogue,
  command = '',
  environment: Record<string, string> = {},
): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn('script', ['-qefc', `${process.execPath} ${PROGRAM} ${command}`, '/dev/null'], {
      cwd,
      env: { PATH: process.env.PATH, HOME: process.env.HOME, TERM: 'xterm', NO_COLOR: '1', ...environment },
    });
    const open = [...dialogue];
    let shown = '';
    let unread = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      shown += text;
      unread += text;
      const [next] = open;
      if (next && unread.includes(next[0])) {
        open.shift();
        unread = '';
        child.stdin.write(next[1]);
      }
    });
    // A question that nobody expected would wait for ever: what was shown then tells of it.
    const patience = setTimeout(() => child.kill(), PATIENCE_MILLISECONDS);
    child.on('error', reject);
    child.on('close', () => {
      clearTimeout(patience);
      resolve(shown);
    });
  });
}
