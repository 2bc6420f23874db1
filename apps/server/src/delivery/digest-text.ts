import { translator } from '#libs/messages';
import { alertText } from '../reminders/alert-text.ts';
import type { OutgoingMessage } from './channel.ts';

export interface DigestText {
  readonly title: string;
  readonly lines: readonly string[];
}

/**
 * All reminders of a message as one text for a group: a line for each task, the most urgent first, as many as `longestBytes` of
 * UTF-8 hold together; then how many more there are, and where.
 */
export function digestText(
  { language, reminders, attempt }: OutgoingMessage,
  { publicUrl, longestBytes }: { publicUrl: string | null; longestBytes: number },
): DigestText {
  const t = translator(language);
  const tasks = [...new Map(reminders.map((reminder) => [reminder.about.number, reminder])).values()];
  const title = tasks.length === 0 ? t('digest.ping') : t('digest.title', { count: tasks.length });
  const closing = [
    ...(publicUrl ? [t('mail.inbox', { url: publicUrl })] : []),
    ...(attempt > 1 ? [t('digest.repeat')] : []),
  ];
  const all = tasks.map(({ rule, about }) => {
    const { subject, body } = alertText(rule, about, language);
    return `${plainly(subject)}\n${plainly(body)}`;
  });
  const bytesOf = (lines: readonly string[]) =>
    Buffer.byteLength(JSON.stringify([title, ...lines, ...closing].join('\n\n')));
  for (let shown = all.length; ; shown--) {
    const more = all.length - shown;
    const lines = [...all.slice(0, shown), ...(more > 0 ? [t('digest.more', { count: more })] : [])];
    if (shown === 0 || bytesOf(lines) <= longestBytes) return { title, lines: [...lines, ...closing] };
  }
}

/** A robot reads markup; words of a readout are none. Mentions would ring everybody's telephone. */
function plainly(text: string): string {
  return text.replace(/\s+/gu, ' ').replace(/[<>@*_`#[\]]/gu, (character) => FULL_WIDTH[character] ?? ' ');
}

const FULL_WIDTH: Readonly<Record<string, string>> = {
  '<': '＜',
  '>': '＞',
  '@': '＠',
  '*': '＊',
  _: '＿',
  '`': '｀',
  '#': '＃',
  '[': '［',
  ']': '］',
};
