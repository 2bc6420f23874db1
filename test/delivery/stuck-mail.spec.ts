import { createServer, type Server, type Socket } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { email } from '../../apps/server/src/delivery/email.ts';
import { headerOf, MailServer } from '../reminders/support/smtp.ts';
import { until } from '../support/until.ts';
import { failureOf, message } from './support/messages.ts';

const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

/** A server that says just these lines, one for each line that it is told, and then nothing; or breaks off at the end. */
async function scripted(lines: string[], { thenBreak = false } = {}) {
  const sockets = new Set<Socket>();
  const server: Server = createServer((socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => undefined);
    const left = [...lines];
    const say = () => {
      const line = left.shift();
      if (line) socket.write(`${line}\r\n`);
      else if (thenBreak) socket.destroy();
    };
    say();
    let text = '';
    socket.on('data', (chunk) => {
      text += chunk.toString();
      const isInData = left.length === 0;
      if (isInData ? text.endsWith('\r\n.\r\n') : text.endsWith('\r\n')) {
        text = '';
        say();
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closing.push(async () => {
    for (const socket of sockets) socket.destroy();
    await new Promise((resolve) => server.close(resolve));
  });
  return { url: `smtp://127.0.0.1:${(server.address() as { port: number }).port}`, sockets };
}

const TO_DATA = ['220 test', '250 test', '250 sender ok', '250 recipient ok', '354 go on'];
const person = { personId: 'p', name: 'Water Liaison', email: 'water@town.example' };
const mailer = (smtpUrl: string, limitMs?: number) =>
  email({ smtpUrl, from: 'Duban <duban@town.example>', publicUrl: null, ...(limitMs ? { limitMs } : {}) });

describe('a mail server', () => {
  it.each([
    ['before it greets', []],
    ['after its greeting', TO_DATA.slice(0, 1)],
    ['after the recipient', TO_DATA.slice(0, 4)],
    ['after DATA', TO_DATA],
  ])('that hangs %s holds nobody up for longer than the limit, and the connection is closed', async (_, lines) => {
    const server = await scripted(lines);
    const failed = await failureOf(mailer(server.url, 300).send(message(), person));
    expect(failed).toMatchObject({ failure: 'timed-out', final: false });
    await until(() => server.sockets.size === 0);
  });

  it('that dies after DATA may have taken the mail: it is tried again', async () => {
    const server = await scripted(TO_DATA, { thenBreak: true });
    expect(await failureOf(mailer(server.url, 5000).send(message(), person))).toMatchObject({ final: false });
  });

  it('that refuses for now is tried again, and one that refuses for good is not', async () => {
    const later = await scripted([...TO_DATA.slice(0, 3), '451 4.7.1 try later']);
    expect(await failureOf(mailer(later.url).send(message(), person))).toMatchObject({
      failure: 'mailbox-refused',
      final: false,
      detail: '451 4.7.1 try later',
    });
    const never = await scripted([...TO_DATA, '554 5.7.1 spam']);
    expect(await failureOf(mailer(never.url).send(message(), person))).toMatchObject({
      failure: 'message-refused',
      final: true,
    });
  });
});

describe('a mail', () => {
  it('goes to one mailbox, whatever stands in the name of its person', async () => {
    const server = await MailServer.start();
    closing.push(() => server.down());
    const name = 'Wang\r\nBcc: all@town.example\r\n\r\n"Li" <li@town.example>, x';
    await mailer(server.url).send(message(), { ...person, name });
    const [mail] = server.mails;
    expect(mail?.recipients).toEqual(['water@town.example']);
    expect(headerOf(mail, 'bcc')).toBeUndefined();
  });

  it.each([
    'water@town.example\r\nBcc: all@town.example',
    'water@town.example\n',
    'a@town.example, b@town.example',
    'b@town.example Bcc',
    '"b@town.example Bcc":evil@town.example;',
    'Water <water@town.example>',
    'water',
  ])('is not sent to %j at all', async (address) => {
    const failed = await failureOf(mailer('smtp://127.0.0.1:1').send(message(), { ...person, email: address }));
    expect(failed).toMatchObject({ failure: 'address-invalid', final: true });
  });
});
