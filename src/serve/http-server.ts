/** The HTTP server below both servers of creo, and what one connection of it may take up. */
import { createServer, type RequestListener, type Server, type ServerOptions } from 'node:http';
import type { Socket } from 'node:net';

/** No client sends a request before it has the answers to as many others; a flood does, and each costs its answer. */
const MOST_WAITING = 16;

export interface ConnectionLimits {
  /** A connection on which nothing moves for this long, also because its client does not read, is closed. */
  idleMs: number;
}

export function httpServer(
  handler: RequestListener,
  { idleMs }: ConnectionLimits,
  options: ServerOptions = {},
): Server {
  const server = createServer(options, withoutFlood(handler));
  server.setTimeout(idleMs);
  return server;
}

/** Passes requests on; a connection with too many that wait for their answers is cut. */
function withoutFlood(handler: RequestListener): RequestListener {
  const waiting = new WeakMap<Socket, number>();
  return (request, response) => {
    const { socket } = request;
    const count = (waiting.get(socket) ?? 0) + 1;
    if (count > MOST_WAITING) socket.destroy();
    // What came in one piece is read to its end, whatever happened to the connection.
    if (socket.destroyed) return;
    waiting.set(socket, count);
    response.once('close', () => waiting.set(socket, (waiting.get(socket) ?? 1) - 1));
    handler(request, response);
  };
}
