/** Starting and stopping an HTTP server, in the user's words. */
import type { Server } from 'node:http';
import { UserError } from '../errors.js';

/** How long a request in flight may take to finish after the server was told to stop. */
export const GRACE_MS = 10_000;
const SWEEP_MS = 50;

/** Listens and gives the URL. Throws UserError: PORT_IN_USE, PORT_FORBIDDEN, HOST_UNKNOWN. */
export function listen(server: Server, host: string, port: number): Promise<string> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(listenError(error, host, port)));
    server.listen({ host, port }, () => {
      const address = server.address();
      const actual = typeof address === 'object' && address !== null ? address.port : port;
      resolve(`http://${host.includes(':') ? `[${host}]` : host}:${actual}`);
    });
  });
}

function listenError(error: NodeJS.ErrnoException, host: string, port: number): Error {
  switch (error.code) {
    case 'EADDRINUSE':
      return new UserError('PORT_IN_USE', `Port ${port} on ${host} is taken`, 'Choose another with --port', {
        cause: error,
      });
    case 'EACCES':
      return new UserError(
        'PORT_FORBIDDEN',
        `Port ${port} may not be opened by this user`,
        'Choose one above 1023 with --port',
        { cause: error },
      );
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return new UserError(
        'HOST_UNKNOWN',
        `${host} is not an address of this machine`,
        'Choose one with --host, such as 127.0.0.1',
        { cause: error },
      );
    default:
      return error;
  }
}

/** Takes no new requests, finishes those in flight, and resolves when the last connection is closed. */
export function stop(server: Server): Promise<void> {
  return new Promise((resolve) => {
    const impatience = setTimeout(() => server.closeAllConnections(), GRACE_MS);
    // A connection that was busy at first is kept alive by its client, and idle only once its answer is out.
    const sweep = setInterval(() => server.closeIdleConnections(), SWEEP_MS);
    server.close(() => {
      clearTimeout(impatience);
      clearInterval(sweep);
      resolve();
    });
  });
}
