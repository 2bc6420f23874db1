import { createTransport } from 'nodemailer';
import type { Channel, OutgoingMessage } from './channel.ts';
import { PermanentFailure } from './channel.ts';
import { mailOf } from './mail.ts';

export interface EmailSettings {
  readonly smtpUrl: string;
  readonly from: string;
  /** Where the recipients open Duban; null when the deployment has not said. */
  readonly publicUrl: string | null;
}

/**
 * Each is for one step; together they stay under the 30 seconds of a `send` for a server that is away or stuck. One that
 * answers every step at the last moment can outlast the lease: then a copy goes out, marked as a possible repeat.
 */
const TIMEOUTS = { dnsTimeout: 5000, connectionTimeout: 5000, greetingTimeout: 5000, socketTimeout: 10_000 };

/** One mailbox and nothing else: a line break, a comma or an angle bracket would address others as well. */
const ONE_MAILBOX = /^[^\s"'(),:;<>@[\\\]]+@[^\s"'(),:;<>@[\\\]]+$/u;

/** Mail by SMTP, a new connection for every message: what one server session suffers does not reach the next. */
export function email({ smtpUrl, from, publicUrl }: EmailSettings): Channel {
  const transport = createTransport({ url: smtpUrl, pool: false, ...TIMEOUTS });
  const host = /@([^\s>]+)/.exec(from)?.[1] ?? 'localhost';

  async function send(message: OutgoingMessage): Promise<void> {
    const address = message.person.email;
    if (!address || !ONE_MAILBOX.test(address)) {
      throw new PermanentFailure(
        address ? 'the e-mail address is not one valid mailbox' : 'the person has no e-mail address',
      );
    }
    const { subject, text, html } = mailOf(message, publicUrl);
    try {
      await transport.sendMail({
        from,
        to: { name: message.person.name, address },
        subject,
        text,
        html,
        messageId: `<${message.messageId}@${host}>`,
        headers: {
          'Auto-Submitted': 'auto-generated',
          ...(message.attempt > 1 ? { 'X-Duban-Possible-Repeat': `attempt ${message.attempt}` } : {}),
        },
        disableFileAccess: true,
        disableUrlAccess: true,
      });
    } catch (error) {
      throw isFinal(error) ? new PermanentFailure((error as Error).message, { cause: error }) : error;
    }
  }

  return { name: 'email', reaches: (person) => person.email !== null, send };
}

/** 5xx is the server's last word on this message; on signing in to it, however, it speaks of our settings. */
function isFinal(error: unknown): boolean {
  const { code, responseCode = 0 } = error as { code?: string; responseCode?: number };
  return responseCode >= 500 && code !== 'EAUTH' && code !== 'ECONNECTION';
}
