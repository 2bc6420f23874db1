import { createHash } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Runs `work` while no other process of this machine does so under the same name; others wait. The lock is a socket that
 * is listened on, so the system gives it back when its holder dies, however that happens. `onWait` is called once if
 * somebody else holds it.
 * @template T
 * @param {string} name
 * @param {() => Promise<T>} work
 * @param {() => void} onWait
 * @returns {Promise<T>}
 */
export async function withLock(name, work, onWait) {
  const id = `duban-${createHash('sha256').update(name).digest('hex').slice(0, 16)}`;
  let server = await listen(socketPath(id));
  if (!server) onWait();
  while (!server) {
    await sleep(100);
    server = await listen(socketPath(id));
  }
  try {
    return await work();
  } finally {
    server.close();
  }
}

function socketPath(id) {
  if (process.platform === 'win32') return `\\\\.\\pipe\\${id}`;
  // On Linux a name without a file, which cannot be left behind.
  return process.platform === 'linux' ? `\0${id}` : join(tmpdir(), `${id}.sock`);
}

/** The listening server, or null when the name is taken. */
async function listen(path) {
  const server = createServer();
  server.unref();
  try {
    await new Promise((done, fail) => server.once('error', fail).listen(path, done));
    return server;
  } catch (error) {
    if (error.code !== 'EADDRINUSE') throw error;
    if (path.endsWith('.sock') && (await isDead(path))) await rm(path, { force: true });
    return null;
  }
}

/** Whether a socket file was left behind by a process that is gone. */
function isDead(path) {
  return new Promise((done) => {
    const socket = connect(path);
    socket.once('connect', () => done(!socket.destroy()));
    socket.once('error', (error) => done(error.code === 'ECONNREFUSED'));
  });
}
