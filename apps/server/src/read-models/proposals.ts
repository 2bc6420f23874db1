import { Inject } from '@nestjs/common';
import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { DataSource } from 'typeorm';
import { type CivilDate, readPeriod, type WorkingCalendar } from '#libs/calendar';
import type {
  KinDirective,
  LocalName,
  MentionedUnit,
  ProposedClock,
  ReadoutProposal,
  ReadoutProposals,
} from '#libs/contracts';
import { type ExistingDirective, type Id, kinOf, type Matter, type Prepared, prepared } from '#libs/directives';
import { EventLog } from '#libs/event-store';
import { LANGUAGES, translator } from '#libs/messages';
import type { Proposal, Proposals } from '#libs/readout';
import { permit } from '../access/policy.ts';
import { ReadoutTexts } from '../files/readout-texts.ts';
import { type NamedUnit, Reader } from '../reading/reader.ts';
import { WORKING_CALENDAR } from '../working-calendar.ts';
import { caughtUp } from './caught-up.ts';
import { type KinCandidate, kinCandidates } from './kin-candidates.ts';
import { GetProposals } from './queries.ts';
import { visibleReadout } from './readouts.ts';

/** A directive of the readout as it stands. */
interface Standing {
  readonly id: Id;
  readonly version: number;
  readonly number: string | null;
  readonly state: ExistingDirective;
}

/** What the log does not keep of a proposal is read from the text again: the same text and rules give the same. */
@QueryHandler(GetProposals)
export class GetProposalsHandler implements IQueryHandler<GetProposals> {
  constructor(
    private readonly database: DataSource,
    private readonly log: EventLog,
    private readonly texts: ReadoutTexts,
    private readonly reader: Reader,
    @Inject(WORKING_CALENDAR) private readonly calendar: WorkingCalendar,
  ) {}

  async execute({ viewer, id, query }: GetProposals): Promise<ReadoutProposals> {
    permit(viewer, 'ReadProposals');
    await caughtUp(this.log, ['directives', 'organisation'], query.after);
    const readout = await visibleReadout(this.database, viewer, id);
    const { meetingDate, textHash, version } = readout;
    const text = await this.texts.read(textHash);
    const read = await this.reader.read(text, meetingDate);
    const standing: Standing[] = await this.database.query(
      `SELECT id, version, number, state FROM directive_row WHERE readout_id = $1 AND valid_to IS NULL
       ORDER BY (state -> 'quote' ->> 'start')::int, id`,
      [id],
    );
    const units = await this.reader.units();
    const candidates = await kinCandidates(
      this.database,
      viewer,
      id,
      standing.map(({ state }) => state.quote.exact),
    );
    const matters = candidates.map(prepared);
    const proposals = standing.map((directive) =>
      shown(directive, { text, read, units, candidates: matters, meetingDate, calendar: this.calendar }),
    );
    const taken = new Set(proposals.map(({ quote }) => quote.start));
    return {
      ...{ readoutId: id, version, textHash, language: read.language, meetingDate, proposals },
      other: read.other
        .filter(({ quote }) => !taken.has(quote.start))
        .map(({ quote, class: kind }) => ({ quote, class: kind })),
      handled: {
        characters: shareOf(text, [...proposals.filter(({ isQuoted }) => isQuoted), ...read.other, ...read.proposals]),
        proposals: proposals.length,
        decided: proposals.filter(({ status }) => status !== 'proposed').length,
      },
    };
  }
}

interface Around {
  readonly text: string;
  readonly read: Proposals;
  readonly units: readonly NamedUnit[];
  readonly candidates: readonly Prepared<KinCandidate>[];
  readonly meetingDate: CivilDate;
  readonly calendar: WorkingCalendar;
}

function shown({ id, version, number, state }: Standing, around: Around): ReadoutProposal {
  const { quote, title, rule, clock } = state;
  const found = around.read.proposals.find((one) => one.quote.start < quote.end && quote.start < one.quote.end);
  const mentioned = (words: string) => unitNamed(words, found, around.units);
  const leadUnit = found?.leadUnit == null ? null : mentioned(found.leadUnit);
  const coUnits = (found?.coUnits ?? []).map(mentioned);
  const lying = 'leadUnit' in state ? [state.leadUnit] : [leadUnit, ...coUnits].flatMap((one) => one?.unit?.id ?? []);
  return {
    ...{ directiveId: id, version, status: state.status, number, title, quote, rule, leadUnit, coUnits },
    into: 'into' in state ? (state.into ?? null) : null,
    isQuoted: around.text.startsWith(quote.exact, quote.start),
    clock: clock && shownClock(clock.expression, found, around),
    recurrence: found?.recurrence ?? null,
    target: found?.target ?? null,
    confidence: found?.confidence ?? null,
    kin: kinShown({ words: quote.exact, title, units: lying }, around),
  };
}

function unitNamed(words: string, found: Proposal | undefined, units: readonly NamedUnit[]): MentionedUnit {
  const known = found?.knownUnits.find((one) => one.words === words)?.name;
  const unit = units.find(({ name }) => known !== undefined && (name.zh === known || name.en === known));
  return { words, unit: unit ? { id: unit.id, name: unit.name } : null };
}

/** As the reader read it in its sentence; words that a clerk named are read by themselves. */
function shownClock(expression: string, found: Proposal | undefined, around: Around): ProposedClock {
  const clock = found?.clock?.expression === expression ? found.clock : null;
  const readings = clock ? clock.readings : readPeriod(expression, around.meetingDate, around.calendar);
  const [first] = readings;
  const asks = clock ? clock.asks : first && 'asks' in first ? first.asks : null;
  return {
    expression,
    date: clock ? clock.date : (first?.date ?? null),
    asks: asks && { id: asks, words: inBoth((t) => t(`asks.${asks}`)) },
    readings: readings.flatMap(({ date, rule, calendarVersion, assumes, workingDay, provisional }) =>
      date === null
        ? []
        : {
            ...{ date, rule, expression, calendarVersion, workingDay, provisional },
            words: inBoth((t) => t(`readings.${rule}` as 'readings.day.named')),
            assumes: assumes && { id: assumes, words: inBoth((t) => t(`assumes.${assumes}`)) },
          },
    ),
  };
}

function inBoth(say: (t: ReturnType<typeof translator>) => string): LocalName {
  return Object.fromEntries(LANGUAGES.map((language) => [language, say(translator(language))])) as LocalName;
}

function kinShown(matter: Matter, { candidates, units }: Around): KinDirective[] {
  const parents = new Map(units.map(({ id, parentId }) => [id, parentId]));
  const isBelow = (unit: Id, above: Id): boolean => {
    const parent = parents.get(unit) ?? null;
    return parent !== null && (parent === above || isBelow(parent, above));
  };
  const proposal = prepared(matter);
  return candidates
    .flatMap((other) => {
      const kin = kinOf(proposal, other, isBelow);
      const { id, number, title } = other.matter;
      return kin ? [{ directiveId: id, number, title, ...kin }] : [];
    })
    .sort((a, b) => b.likeness - a.likeness)
    .slice(0, 5);
}

/** The share of a text's characters, spaces and marks apart, that lie in one of the quotes. */
function shareOf(
  text: string,
  quoted: readonly { readonly quote: { readonly start: number; readonly end: number } }[],
): number {
  const covered = new Uint8Array(text.length);
  for (const { quote } of quoted) covered.fill(1, quote.start, quote.end);
  let [all, within] = [0, 0];
  for (const { index } of text.matchAll(/[\p{L}\p{N}]/gu)) {
    all += 1;
    within += covered[index] ?? 0;
  }
  return all === 0 ? 1 : Math.round((1000 * within) / all) / 1000;
}
