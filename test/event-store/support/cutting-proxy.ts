import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** Idle, outside of a transaction: the message with which the server ends an answer, after the commit. */
const READY = Buffer.from('Z\0\0\0\x05I');

export interface CuttingProxy {
  /** Leads to the database through the proxy. */
  readonly url: string;
  /** From now on: the next append reaches the server, its answer reaches nobody, and that connection is cut. Once. */
  cutAnswerOfNextAppend(): void;
  close(): Promise<void>;
}

/** Stands between a client and Postgres, like a network that fails at the worst moment. */
export async function cuttingProxy(url: string): Promise<CuttingProxy> {
  const target = new URL(url);
  const sockets = new Set<Socket>();
  let armed = false;
  const server = createServer((client) => {
    let muted = false;
    const upstream = connect(Number(target.port), target.hostname);
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.on('error', () => socket.destroy());
      socket.on('close', () => sockets.delete(socket));
    }
    client.on('data', (bytes) => {
      if (armed && bytes.includes('append_batch')) {
        armed = false;
        muted = true;
      }
      upstream.write(bytes);
    });
    upstream.on('data', (bytes) => {
      if (!muted) client.write(bytes);
      else if (bytes.includes(READY)) client.destroy();
    });
    client.on('close', () => upstream.destroy());
    upstream.on('close', () => client.destroy());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: Object.assign(new URL(url), { hostname: '127.0.0.1', port: String(port) }).href,
    cutAnswerOfNextAppend: () => {
      armed = true;
    },
    close: async () => {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}
