import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { DataSource } from 'typeorm';
import type { SearchAnswer, SearchHit } from '#libs/contracts';
import type { Id, Label } from '#libs/directives';
import { EventLog } from '#libs/event-store';
import type { Viewer } from '../../access/viewer.ts';
import { caughtUp } from '../caught-up.ts';
import { Search } from '../figure-queries.ts';
import { visibleTo } from '../visibility.ts';
import type { SearchedField } from './searchable.ts';

/** Characters of the text that are shown before and after. */
const BEFORE = 20;
const SHOWN = 120;
const FIELDS: readonly SearchedField[] = ['title', 'quote', 'text'];

interface Row {
  id: Id;
  number: string | null;
  title: string;
  label: Label;
  field: SearchedField;
  position: string;
  words: string;
  valid_from: string;
}

@QueryHandler(Search)
export class SearchHandler implements IQueryHandler<Search> {
  constructor(
    private readonly database: DataSource,
    private readonly log: EventLog,
  ) {}

  async execute({ viewer, query: { q, limit, after } }: Search): Promise<SearchAnswer> {
    await caughtUp(this.log, ['search', 'directives', 'tasks'], after);
    const terms = q.split(/\s+/);
    const [directives, tasks] = [
      await this.find('directive', viewer, terms, limit),
      await this.find('task', viewer, terms, limit),
    ];
    const found = [...directives, ...tasks].sort(
      (a, b) =>
        FIELDS.indexOf(a.row.field) - FIELDS.indexOf(b.row.field) ||
        Number(b.row.valid_from) - Number(a.row.valid_from),
    );
    return { items: found.slice(0, limit).map(({ kind, row }) => hitOf(kind, row, terms)) };
  }

  /** Of each item the best text. Pairs of characters find the rows, by the index; then the words themselves decide. */
  private async find(kind: SearchHit['kind'], viewer: Viewer, terms: readonly string[], limit: number) {
    const rows: Row[] = await this.database
      .createQueryBuilder()
      .select([`${kind}.id AS id`, `${kind}.number AS number`, `${kind}.title AS title`, `${kind}.label AS label`])
      .addSelect(['found.field AS field', 'found.position AS position', 'found.words AS words'])
      .addSelect(`${kind}.valid_from`, 'valid_from')
      .distinctOn([`${kind}.id`])
      .from('search_text', 'found')
      .innerJoin(`${kind}_row`, kind, `${kind}.id = found.item_id AND ${kind}.valid_to IS NULL`)
      .where('found.kind = :kind', { kind })
      .andWhere(`bigrams(found.words) @> ${pairsOf(terms)}`, named('term', terms))
      .andWhere(terms.map((_, i) => `found.words ILIKE :like${i}`).join(' AND '), named('like', terms.map(patternOf)))
      .andWhere(...visibleTo(viewer, kind))
      .orderBy(`${kind}.id`)
      .addOrderBy(`array_position(ARRAY['title', 'quote', 'text'], found.field)`)
      .addOrderBy('found.position', 'DESC')
      .getRawMany();
    const newest = rows.sort((a, b) => Number(b.valid_from) - Number(a.valid_from));
    return FIELDS.flatMap((field) => newest.filter((row) => row.field === field))
      .slice(0, limit)
      .map((row) => ({ kind, row }));
  }
}

function pairsOf(terms: readonly string[]): string {
  return `(${terms.map((_, i) => `bigrams(:term${i})`).join(' || ')})`;
}

function named(name: string, values: readonly string[]): Record<string, string> {
  return Object.fromEntries(values.map((value, i) => [`${name}${i}`, value]));
}

function patternOf(term: string): string {
  return `%${term.replace(/[\\%_]/g, '\\$&')}%`;
}

function hitOf(kind: SearchHit['kind'], row: Row, terms: readonly string[]): SearchHit {
  const { id, number, title, label, field, words } = row;
  const characters = [...words];
  const place = [...words.slice(0, Math.max(0, words.toLowerCase().indexOf((terms[0] ?? '').toLowerCase())))].length;
  const from = Math.max(0, place - BEFORE);
  const shown = characters.slice(from, from + SHOWN).join('');
  const [before, after] = [from > 0 ? '…' : '', from + SHOWN < characters.length ? '…' : ''];
  const position = field === 'text' ? Number(row.position) : null;
  return { kind, id, number, title, label, field, position, words: `${before}${shown}${after}` };
}
