import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import PostalMime from 'postal-mime';
import { SMTPServer } from 'smtp-server';

/** A mail as it arrived. */
export interface ReceivedMail {
  readonly messageId: string;
  readonly name: string;
  readonly address: string;
  readonly subject: string;
  readonly text: string;
}

/** A mailbox for everybody: an SMTP server of our own on a free port of this machine, which keeps what it takes. */
export class MailSink {
  readonly mails: ReceivedMail[] = [];

  private constructor(
    private readonly server: SMTPServer,
    readonly url: string,
  ) {}

  static async start(): Promise<MailSink> {
    const server = new SMTPServer({
      disabledCommands: ['AUTH', 'STARTTLS'],
      onData: (stream, { envelope }, done) => {
        stream
          .toArray()
          .then((chunks: Uint8Array[]) => PostalMime.parse(Buffer.concat(chunks)))
          .then(({ messageId = '', to, subject = '', text = '' }) => {
            for (const { address } of envelope.rcptTo) {
              const name = to?.find((recipient) => recipient.address === address)?.name ?? '';
              sink.mails.push({ messageId, name, address, subject, text });
            }
            done();
          })
          .catch(done);
      },
    });
    // A sender that is cut off in mid-sentence: what did not arrive whole is not kept, and it sends again.
    server.on('error', () => undefined);
    server.listen(0, '127.0.0.1');
    await once(server.server, 'listening');
    const { port } = server.server.address() as AddressInfo;
    const sink = new MailSink(server, `smtp://127.0.0.1:${port}`);
    return sink;
  }

  async stop(): Promise<void> {
    await new Promise<void>((done) => this.server.close(done));
  }
}
