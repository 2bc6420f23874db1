import { Socket } from 'node:net';
import { createTransport } from 'nodemailer';
import { type Mailbox, type OutgoingMessage, type PersonalChannel, SEND_LIMIT_MS } from './channel.ts';
import { mailOf } from './mail.ts';
import { type Failure, Undelivered } from './undelivered.ts';

export interface EmailSettings {
  readonly smtpUrl: string;
  readonly from: string;
  /** Where the recipients open Duban; null when the deployment has not said. */
  readonly publicUrl: string | null;
  /** Mails a minute, to all people together; absent: as many as there are. */
  readonly perMinute?: number;
  /** For all steps of one mail together; only a test is in more of a hurry. */
  readonly limitMs?: number;
}

/** Each is for one step of the conversation: what is away or stuck is known for it sooner than by the limit of the whole. */
const TIMEOUTS = { dnsTimeout: 5000, connectionTimeout: 5000, greetingTimeout: 5000, socketTimeout: 10_000 };

/** One mailbox and nothing else: a line break, a comma or an angle bracket would address others as well. */
const ONE_MAILBOX = /^[^\s"'(),:;<>@[\\\]]+@[^\s"'(),:;<>@[\\\]]+$/u;

/** Mail by SMTP, a new connection for every message: what one server session suffers does not reach the next. */
export function email({
  smtpUrl,
  from,
  publicUrl,
  perMinute,
  limitMs = SEND_LIMIT_MS - 5000,
}: EmailSettings): PersonalChannel {
  const host = /@([^\s>]+)/.exec(from)?.[1] ?? 'localhost';

  async function send(message: OutgoingMessage, person: Mailbox): Promise<void> {
    const address = person.email;
    if (!address) throw new Undelivered('address-missing', { final: true });
    if (!ONE_MAILBOX.test(address)) throw new Undelivered('address-invalid', { final: true });
    const { subject, text, html } = mailOf(message, person.name, publicUrl);
    // Ours, so that a conversation can be ended whatever step a stuck server has reached.
    const socket = new Socket();
    const transport = createTransport({ url: smtpUrl, socket, ...TIMEOUTS });
    const sending = transport.sendMail({
      from,
      to: { name: person.name, address },
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
    try {
      await within(limitMs, sending);
    } catch (error) {
      socket.destroy();
      throw failureOf(error, address);
    }
  }

  const limit = perMinute === undefined ? {} : { perMinute };
  return { name: 'email', to: 'person', ...limit, reaches: (person) => person.hasEmail, send };
}

/** Gives up waiting after the limit. What comes of the work then is nobody's any more. */
async function within<T>(limitMs: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  work.catch(() => undefined);
  const limit = new Promise<never>((_, fail) => {
    timer = setTimeout(() => fail(new Undelivered('timed-out')), limitMs);
  });
  return Promise.race([work, limit]).finally(() => clearTimeout(timer));
}

/**
 * 5xx is the server's last word on this message; on signing in to it, however, it speaks of our settings. Its words are kept
 * without the address, which is kept encrypted.
 */
function failureOf(error: unknown, address: string): Undelivered {
  if (error instanceof Undelivered) return error;
  const { code = '', responseCode = 0, command = '', message, response } = error as SmtpError;
  const isAboutUs = code === 'EAUTH' || code === 'ECONNECTION';
  const final = responseCode >= 500 && !isAboutUs;
  const failure: Failure =
    code === 'EAUTH'
      ? 'sign-in-refused'
      : responseCode >= 400 && !isAboutUs
        ? code === 'EENVELOPE' || command === 'RCPT TO'
          ? 'mailbox-refused'
          : 'message-refused'
        : (OF_THE_NETWORK[code] ?? 'unexpected');
  return new Undelivered(failure, { detail: (response ?? message).replaceAll(address, '…'), final, cause: error });
}

interface SmtpError extends Error {
  readonly code?: string;
  readonly responseCode?: number;
  readonly command?: string;
  readonly response?: string;
}

const OF_THE_NETWORK: Readonly<Record<string, Failure>> = {
  EDNS: 'server-away',
  ENOTFOUND: 'server-away',
  EAI_AGAIN: 'server-away',
  ECONNREFUSED: 'server-away',
  ECONNECTION: 'server-away',
  ESOCKET: 'server-away',
  ETLS: 'server-away',
  ETIMEDOUT: 'timed-out',
  ECONNRESET: 'broken-off',
  EPIPE: 'broken-off',
};
