import { createServer, type IncomingHttpHeaders, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Received {
  readonly url: URL;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
  readonly bytes: Buffer;
}
type Answering = (received: Received, response: ServerResponse) => void;

/** A real HTTP server in this process that keeps what it was sent, and answers as a test says. */
export class FarSide {
  readonly received: Received[] = [];
  answer: Answering = (_, response) => response.end('{"errcode":0,"errmsg":"ok"}');
  connections = 0;

  private constructor(private readonly server: Server) {}

  static async start(): Promise<FarSide> {
    const server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const url = new URL(request.url ?? '', farSide.origin);
        const bytes = Buffer.concat(chunks);
        const received = { url, headers: request.headers, bytes, body: bytes.toString() };
        farSide.received.push(received);
        farSide.answer(received, response);
      });
    });
    const farSide = new FarSide(server);
    server.on('connection', () => {
      farSide.connections += 1;
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return farSide;
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }
  get origin(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }
}

export const says =
  (body: object, status = 200): Answering =>
  (_, response) =>
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
