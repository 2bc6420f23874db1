import type { CivilDate } from '#libs/calendar';
import type { KnownUnit, Proposal, Proposals } from '#libs/readout';
import { propose } from '#libs/readout';
import { Teller } from './demo/tell.ts';
import { paragraphAt } from './paragraphs.ts';
import type { Terminal } from './terminal.ts';
import type { Wording } from './wording.ts';

interface Asked {
  readonly text: string;
  readonly meetingDate: CivilDate;
  readonly units: readonly KnownUnit[];
  readonly json: boolean;
}

/** Prints what the reader proposes for a text: in words, or as JSON. Nothing is stored and no server is asked. */
export function printProposals({ text, meetingDate, units, json }: Asked, words: Wording, terminal: Terminal): void {
  const read = propose(text, { meetingDate, units });
  if (json) {
    terminal.line(JSON.stringify(asJson(read, meetingDate), null, 2));
    return;
  }
  const { text: plain, proposals, other } = read;
  const dated = proposals.filter(({ clock }) => clock?.date).length;
  terminal.line(words.t('story.proposals.summary', { total: proposals.length, dated }));
  const teller = new Teller(terminal, words);
  for (const proposal of proposals) {
    const { title, quote, clock } = proposal;
    const paragraph = paragraphAt(plain, quote.start);
    const { expression = null, readings = [] } = clock ?? {};
    teller.proposal({ title, quote, paragraph, expression, readings, followed: clock !== null });
    for (const line of remarks(proposal, words)) terminal.line(`      ${line}`);
  }
  if (other.length > 0) terminal.line(words.t('story.proposals.rest', { classes: classesOf(read, words) }));
}

/** The quote flat, as the words with their place, so that a line of `jq` or a spreadsheet can use it. */
function asJson({ language, proposals, other }: Proposals, meetingDate: CivilDate): object {
  return {
    ...{ language, meetingDate },
    proposals: proposals.map(({ quote: { exact, ...place }, ...proposal }) => ({
      quote: exact,
      ...place,
      ...proposal,
    })),
    other: other.map(({ quote: { exact, start, end }, class: what }) => ({ quote: exact, start, end, class: what })),
  };
}

function remarks({ clock, leadUnit, coUnits, knownUnits, target, confidence }: Proposal, { t }: Wording): string[] {
  const named = (unit: string) => {
    const known = knownUnits.find(({ words }) => words === unit);
    return known === undefined || known.name === unit ? unit : `${unit} (${known.name})`;
  };
  return [
    ...(clock?.asks ? [t(`asks.${clock.asks}`)] : []),
    ...(leadUnit === null ? [] : [t('story.proposals.lead', { unit: named(leadUnit) })]),
    ...(coUnits.length === 0
      ? []
      : [t('story.proposals.co', { units: coUnits.map(named).join(t('story.proposals.and')) })]),
    ...(target === null ? [] : [t('story.proposals.target', { target: target.words })]),
    t('story.proposals.confidence', { percent: Math.round(confidence * 100) }),
  ];
}

function classesOf({ other }: Proposals, { t }: Wording): string {
  const counts = new Map<string, number>();
  for (const { class: what } of other) counts.set(what, (counts.get(what) ?? 0) + 1);
  const sorted = [...counts].sort((a, b) => b[1] - a[1]);
  return sorted
    .map(([what, count]) => `${t(`story.proposals.class.${what}` as 'story.proposals.class.other')} ${count}`)
    .join(t('story.proposals.and'));
}
