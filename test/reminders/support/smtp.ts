import PostalMime, { type Email } from 'postal-mime';
import { SMTPServer } from 'smtp-server';

export interface ReceivedMail extends Email {
  /** Of the envelope: where the server was told to deliver it. */
  readonly recipients: readonly string[];
}

/** A real SMTP server in this process, which can be away, refuse a mailbox, or take a mail without saying so. */
export class MailServer {
  readonly mails: ReceivedMail[] = [];
  /** Mailboxes that get 550. */
  readonly refused = new Set<string>();
  /** Takes the next mail and then breaks the connection before it says so. */
  breakAfterNext = false;
  private server: SMTPServer | null = null;
  private port = 0;

  static async start(): Promise<MailServer> {
    const server = new MailServer();
    await server.up();
    return server;
  }

  get url(): string {
    return `smtp://127.0.0.1:${this.port}`;
  }

  async up(): Promise<void> {
    const server = new SMTPServer({
      authOptional: true,
      disabledCommands: ['STARTTLS', 'AUTH'],
      logger: false,
      onRcptTo: ({ address }, _session, done) => {
        done(this.refused.has(address) ? Object.assign(new Error('no such mailbox'), { responseCode: 550 }) : null);
      },
      onData: (stream, session, done) => {
        const chunks: Buffer[] = [];
        stream.on('data', (chunk: Buffer) => chunks.push(chunk));
        stream.on('end', () => {
          const recipients = session.envelope.rcptTo.map(({ address }) => address);
          PostalMime.parse(Buffer.concat(chunks)).then((mail) => {
            this.mails.push({ ...mail, recipients });
            if (!this.breakAfterNext) return done();
            this.breakAfterNext = false;
            done(Object.assign(new Error('broken before it could say so'), { responseCode: 421 }));
          }, done);
        });
      },
    });
    server.on('error', () => undefined);
    await new Promise<void>((resolve) => server.listen(this.port, '127.0.0.1', resolve));
    this.port = (server.server.address() as { port: number }).port;
    this.server = server;
  }

  async down(): Promise<void> {
    const { server } = this;
    this.server = null;
    if (server) await new Promise<void>((resolve) => server.close(resolve));
  }
}

export function headerOf(mail: ReceivedMail | undefined, name: string): string | undefined {
  return mail?.headers.find(({ key }) => key === name)?.value;
}
