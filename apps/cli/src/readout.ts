import type { CivilDate } from '#libs/calendar';
import { chinaCalendar } from '#libs/calendar';
import { propose } from '#libs/readout';
import { Teller } from './demo/tell.ts';
import { paragraphAt } from './paragraphs.ts';
import type { Terminal } from './terminal.ts';
import type { Wording } from './wording.ts';

/** Prints what the reader proposes for a text: in words, or as JSON. Nothing is stored and no server is asked. */
export function printProposals(
  { text, meetingDate, json }: { text: string; meetingDate: CivilDate; json: boolean },
  words: Wording,
  terminal: Terminal,
): void {
  const { language, text: plain, proposals } = propose(text, { meetingDate, calendar: chinaCalendar });
  if (json) {
    terminal.line(JSON.stringify({ meetingDate, language, proposals }, null, 2));
    return;
  }
  const dated = proposals.filter(({ clock }) => clock !== null).length;
  terminal.line(words.t('story.proposals.summary', { total: proposals.length, dated }));
  const teller = new Teller(terminal, words);
  for (const { title, quote, clock } of proposals) {
    const paragraph = paragraphAt(plain, quote.start);
    const { expression = null, readings = [] } = clock ?? {};
    teller.proposal({ title, quote, paragraph, expression, readings, followed: clock !== null });
  }
}
