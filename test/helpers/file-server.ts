/** A web server of files for tests: ranges, tags, redirects, and a connection that breaks off half-way. */
import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';

export interface ServedFile {
  content: Buffer;
  type?: string;
  /** Break the connection off after this many bytes, the first time. */
  breakAfter?: number;
  redirect?: string;
  /** Sent as `x-linked-etag`, as a model hub does for large files. */
  checksum?: string;
}

export interface FileServer {
  url: string;
  /** Method, path and range of every request. */
  requests: string[];
}

/** Serves `files` by path until the test ends. */
export async function serveFiles(files: Record<string, ServedFile>): Promise<FileServer> {
  const requests: string[] = [];
  const broken = new Set<string>();
  const server = createServer((request, response) => {
    const path = request.url ?? '';
    requests.push([request.method, path, request.headers.range].filter((part) => part !== undefined).join(' '));
    const file = files[path];
    if (file) answer(request, response, file, broken);
    else response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, requests };
}

function answer(request: IncomingMessage, response: ServerResponse, file: ServedFile, broken: Set<string>): void {
  if (file.redirect !== undefined) {
    response.writeHead(302, { location: file.redirect }).end();
    return;
  }
  const etag = `"${createHash('sha256').update(file.content).digest('hex')}"`;
  const asked = /^bytes=(\d+)-$/.exec(request.headers.range ?? '');
  const start = asked && request.headers['if-range'] === etag ? Number(asked[1]) : 0;
  const body = file.content.subarray(start);
  response.writeHead(start > 0 ? 206 : 200, {
    'content-type': file.type ?? 'application/octet-stream',
    'content-length': body.length,
    etag,
    ...(file.checksum === undefined ? {} : { 'x-linked-etag': `"${file.checksum}"` }),
  });
  if (request.method === 'HEAD') response.end();
  else if (file.breakAfter !== undefined && !broken.has(request.url ?? '')) {
    broken.add(request.url ?? '');
    response.write(body.subarray(0, file.breakAfter), () => setTimeout(() => response.destroy(), 50));
  } else response.end(body);
}
