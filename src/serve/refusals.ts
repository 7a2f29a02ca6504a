/** What is refused before there is a route, in the shape of all other failures. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

const bodyOf = (message: string): string => JSON.stringify({ error: { code: 'BAD_REQUEST', message } });

const TYPE = 'application/json; charset=utf-8';

/** What came over the connection is no request that HTTP knows. */
export function refuseConnection(error: NodeJS.ErrnoException, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  const [status, message] =
    error.code === 'ERR_HTTP_REQUEST_TIMEOUT'
      ? ['408 Request Timeout', 'The request took too long to arrive']
      : error.code === 'HPE_HEADER_OVERFLOW'
        ? ['431 Request Header Fields Too Large', 'The headers are too large']
        : ['400 Bad Request', 'This is no HTTP request'];
  const body = bodyOf(message);
  const head = [
    `HTTP/1.1 ${status}`,
    `content-type: ${TYPE}`,
    `content-length: ${Buffer.byteLength(body)}`,
    'connection: close',
  ];
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`);
}

/** An Expect header other than 100-continue (RFC 9110, 10.1.1). */
export function refuseExpectation(_request: IncomingMessage, response: ServerResponse): void {
  response.writeHead(417, { 'content-type': TYPE, connection: 'close' });
  response.end(bodyOf('Nothing but 100-continue may be expected'));
}

/** Whether a request says once whom it is for, as HTTP/1.1 demands (RFC 9112, 3.2): two readers take two hosts differently. */
export const namesOneHost = ({ httpVersion, headersDistinct }: IncomingMessage): boolean =>
  (headersDistinct.host?.length ?? 0) === 1 || (httpVersion === '1.0' && headersDistinct.host === undefined);
