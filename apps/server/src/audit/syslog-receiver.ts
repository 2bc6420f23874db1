import { readFile } from 'node:fs/promises';
import { connect, isIP, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';

/** Of the whole conversation; a receiver that takes longer has trouble. */
const LIMIT_MS = 10_000;

export interface SyslogReceiver {
  readonly url: string;
  /** PEM; without it the authorities that Node knows. */
  readonly caFile?: string | undefined;
}

/**
 * Hands bytes to a receiver over a connection of their own, which ends with them. Syslog knows no acknowledgement; the nearest
 * there is: the receiver has read to the end and closed its side in order. Bytes that it left unread, because it died or broke
 * off, end the connection with an error instead. Throws then, also when that is not over in ten seconds: the receiver may
 * have some of them, and gets all of them again.
 */
export async function handOver({ url, caFile }: SyslogReceiver, bytes: Buffer): Promise<void> {
  const { protocol, hostname, port } = new URL(url);
  const to = { host: hostname.replace(/^\[|\]$/g, ''), port: Number(port) };
  const isTls = protocol === 'tls:';
  const ca = isTls && caFile ? await readFile(caFile) : undefined;
  const socket: Socket = isTls
    ? connectTls({
        ...to,
        ...(isIP(to.host) ? {} : { servername: to.host }),
        minVersion: 'TLSv1.2',
        ...(ca ? { ca } : {}),
      })
    : connect(to);
  const limit = setTimeout(
    () => socket.destroy(new Error(`it did not take them within ${LIMIT_MS / 1000} s`)),
    LIMIT_MS,
  );
  try {
    await new Promise<void>((done, fail) => {
      let sent = false;
      let ended = false;
      socket.once('error', fail);
      socket.once('end', () => {
        ended = true;
      });
      socket.once('close', () => (sent && ended ? done() : fail(new Error('it closed the connection before the end'))));
      // What a receiver says is nothing to us, but has to be read for its end to be seen.
      socket.resume();
      socket.once(isTls ? 'secureConnect' : 'connect', () =>
        socket.end(bytes, () => {
          sent = true;
        }),
      );
    });
  } finally {
    clearTimeout(limit);
    socket.destroy();
  }
}
