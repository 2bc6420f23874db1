import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

export interface MovingAddress {
  /** The given one by way of this address. */
  through(url: string): string;
  /** New connections lead to this port from now on; the open ones are cut. */
  moveTo(port: number): void;
  close(): Promise<void>;
}

/** The one address of a database that may move to another machine, as a proxy or a virtual address gives it. */
export async function movingAddress(first: number): Promise<MovingAddress> {
  let target = first;
  const sockets = new Set<Socket>();
  const cut = () => {
    for (const socket of sockets) socket.destroy();
  };
  const server = createServer((client) => {
    const upstream = connect(target, '127.0.0.1');
    for (const [from, to] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      sockets.add(from);
      from.on('error', () => from.destroy());
      from.on('close', () => {
        sockets.delete(from);
        to.destroy();
      });
      from.pipe(to);
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const port = String((server.address() as AddressInfo).port);
  return {
    through: (url) => Object.assign(new URL(url), { hostname: '127.0.0.1', port }).href,
    moveTo(port) {
      target = port;
      cut();
    },
    async close() {
      cut();
      server.close();
      await once(server, 'close');
    },
  };
}
