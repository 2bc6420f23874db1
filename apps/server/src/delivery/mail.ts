import { translator } from '#libs/messages';
import { alertText, dayText } from '../reminders/alert-text.ts';
import type { OutgoingMessage } from './channel.ts';

export interface Mail {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

/** One mail for all the reminders of a message, in the person's language, as plain text and as HTML. */
export function mailOf(
  { language, reminders, attempt }: OutgoingMessage,
  name: string,
  publicUrl: string | null,
): Mail {
  const t = translator(language);
  const items = reminders.map(({ rule, about }) => alertText(rule, about, language));
  const today =
    reminders
      .map(({ about }) => about.today)
      .sort()
      .at(-1) ?? '';
  const greeting = t('mail.greeting', { name });
  const intro = t('mail.intro', { today: dayText(today, language) });
  const closing = [
    ...(publicUrl ? [t('mail.inbox', { url: publicUrl })] : []),
    t('mail.footer'),
    ...(attempt > 1 ? [t('mail.repeat')] : []),
  ];
  return {
    subject: oneLine(t('mail.subject', { count: items.length, first: items[0]?.subject ?? '' })),
    text: [
      greeting,
      '',
      intro,
      '',
      ...items.flatMap(({ subject, body }) => [subject, `  ${body}`, '']),
      ...closing,
      '',
    ].join('\n'),
    html: [
      `<!doctype html><html lang="${language}"><body>`,
      `<p>${asHtml(greeting)}</p><p>${asHtml(intro)}</p><ul>`,
      ...items.map(({ subject, body }) => `<li><strong>${asHtml(subject)}</strong><br>${asHtml(body)}</li>`),
      `</ul>${closing.map((line) => `<p>${asHtml(line)}</p>`).join('')}</body></html>`,
    ].join('\n'),
  };
}

function oneLine(text: string): string {
  return text.replace(/\s+/gu, ' ');
}

function asHtml(text: string): string {
  return text.replace(/[&<>"']/gu, (character) => `&#${character.codePointAt(0)};`);
}
