import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** One of the two sides of a conversation. */
export type Side = 'client' | 'server';

export interface FrameProxy {
  /** Leads to the database through the proxy. */
  readonly url: string;
  /** How many messages each side has sent since the proxy began, or since this was asked last. */
  counted(): Record<Side, number>;
  /** From now on so many messages of one side come through; instead of the next, the connection is cut. Once. */
  cutAfter(side: Side, messages: number): void;
  /** The next greeting comes together with the goodbye, as from a server that is being stopped. Once. */
  endNextGreeting(): void;
  close(): Promise<void>;
}

const READY = 'Z'.charCodeAt(0);

/** Stands between clients and Postgres and knows where each message of their protocol begins, so as to fail between any two. */
export async function frameProxy(url: string): Promise<FrameProxy> {
  const target = new URL(url);
  const sockets = new Set<Socket>();
  const counts = { client: 0, server: 0 };
  let cut: { side: Side; left: number } | null = null;
  let endsGreeting = false;

  const server = createServer((client) => {
    const upstream = connect(Number(target.port), target.hostname);
    let isGreeted = false;
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.on('error', () => socket.destroy());
      socket.on('close', () => sockets.delete(socket));
    }
    const pass = (side: Side, frames: readonly Buffer[], to: Socket, from: Socket) => {
      const through: Buffer[] = [];
      for (const frame of frames) {
        counts[side] += 1;
        if (cut?.side === side && cut.left-- === 0) {
          cut = null;
          to.end(Buffer.concat(through));
          from.destroy();
          return;
        }
        through.push(frame);
        if (side === 'server' && frame[0] === READY && !isGreeted) {
          isGreeted = true;
          if (endsGreeting) through.push(goodbye());
          endsGreeting = false;
        }
      }
      to.write(Buffer.concat(through));
    };
    const [fromClient, fromServer] = [new Frames(true), new Frames(false)];
    client.on('data', (bytes) => pass('client', fromClient.of(bytes), upstream, client));
    upstream.on('data', (bytes) => pass('server', fromServer.of(bytes), client, upstream));
    client.on('close', () => upstream.destroy());
    upstream.on('close', () => client.end());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: Object.assign(new URL(url), { hostname: '127.0.0.1', port: String(port) }).href,
    counted() {
      const so = { ...counts };
      Object.assign(counts, { client: 0, server: 0 });
      return so;
    },
    cutAfter(side, messages) {
      cut = { side, left: messages };
    },
    endNextGreeting() {
      endsGreeting = true;
    },
    async close() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}

/** Puts the messages of a stream of bytes together. */
class Frames {
  #rest: Buffer = Buffer.alloc(0);

  /** The first message of a client has no letter before its length. */
  constructor(private isFirst: boolean) {}

  of(bytes: Buffer): Buffer[] {
    const frames: Buffer[] = [];
    this.#rest = Buffer.concat([this.#rest, bytes]);
    for (;;) {
      const start = this.isFirst ? 0 : 1;
      if (this.#rest.length < start + 4) return frames;
      const length = start + this.#rest.readInt32BE(start);
      if (this.#rest.length < length) return frames;
      frames.push(this.#rest.subarray(0, length));
      this.#rest = this.#rest.subarray(length);
      this.isFirst = false;
    }
  }
}

/** What a session is told whose server is being stopped. */
function goodbye(): Buffer {
  const fields = Buffer.from('SFATAL\0VFATAL\0C57P01\0Mterminating connection due to administrator command\0\0');
  const head = Buffer.from('E\0\0\0\0');
  head.writeInt32BE(fields.length + 4, 1);
  return Buffer.concat([head, fields]);
}
