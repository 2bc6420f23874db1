import { createServer, type Server, type Socket } from 'node:net';
import { createServer as createTlsServer } from 'node:tls';
import type { Certificate } from './certificate.ts';

/** A receiver of syslog over TCP or TLS that counts octets (RFC 6587), and that can die and come back at its address. */
export class SyslogServer {
  /** Every message that came whole, in the order of their coming. */
  readonly messages: string[] = [];
  /** Connections that it broke off. */
  broken = 0;
  private readonly sockets = new Set<Socket>();
  /** How much it still reads before it breaks off; null: it is well. */
  private lifeBytes: number | null = null;

  private constructor(
    private readonly server: Server,
    readonly url: string,
  ) {}

  static async start(certificate?: Certificate): Promise<SyslogServer> {
    let self: SyslogServer;
    const taken = (socket: Socket) => self.take(socket);
    const server = certificate ? createTlsServer(certificate, taken) : createServer(taken);
    server.on('tlsClientError', () => undefined);
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    const { port } = server.address() as { port: number };
    self = new SyslogServer(server, `${certificate ? 'tls' : 'tcp'}://127.0.0.1:${port}`);
    return self;
  }

  /** From now on every connection is broken off when so many bytes were read of it. */
  die(afterBytes = 0): void {
    this.lifeBytes = afterBytes;
  }

  comeBack(): void {
    this.lifeBytes = null;
  }

  async stop(): Promise<void> {
    for (const socket of this.sockets) socket.destroy();
    await new Promise((done) => this.server.close(done));
  }

  /** The ids of the entries that came, each once. */
  get ids(): Set<string> {
    return new Set(this.messages.map((message) => / id="([^"]+)"/.exec(message)?.[1] ?? message));
  }

  private take(socket: Socket): void {
    this.sockets.add(socket);
    socket.on('error', () => undefined).on('close', () => this.sockets.delete(socket));
    let bytes: Buffer = Buffer.alloc(0);
    let read = 0;
    if (this.lifeBytes === 0) this.breakOff(socket);
    socket.on('data', (part: Buffer) => {
      const left = this.lifeBytes === null ? part.length : Math.max(0, this.lifeBytes - read);
      read += part.length;
      bytes = this.wholeMessages(Buffer.concat([bytes, part.subarray(0, left)]));
      if (left < part.length) this.breakOff(socket);
    });
  }

  private breakOff(socket: Socket): void {
    this.broken++;
    socket.resetAndDestroy();
  }

  private wholeMessages(bytes: Buffer): Buffer {
    const [, length] = /^(\d+) /.exec(bytes.subarray(0, 12).toString('latin1')) ?? [];
    if (length === undefined) return bytes;
    const start = length.length + 1;
    const end = start + Number(length);
    if (bytes.length < end) return bytes;
    this.messages.push(bytes.subarray(start, end).toString('utf8'));
    return this.wholeMessages(bytes.subarray(end));
  }
}
