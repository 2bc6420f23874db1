import { describe, it } from 'vitest';
import { specification } from '#libs/event-sourcing/testing';
import { on } from '../examples.ts';
import type { CorrectReadout, ImportReadout } from './commands.ts';
import { readoutDecider } from './decide.ts';

const { given } = specification(readoutDecider);
const facts = { today: '2022-10-26' };
const importReadout: ImportReadout = {
  type: 'ImportReadout',
  ...on('2022-10-26'),
  given: { hash: `sha256:${'2'.repeat(64)}`, name: '通稿.docx', type: 'application/pdf', size: 20_000 },
  textHash: `sha256:${'0'.repeat(64)}`,
  characters: 1200,
  title: '市政府党组（扩大）会议',
  language: 'zh',
  meetingDate: '2022-10-26',
  body: null,
  directiveIds: ['directive-1', 'directive-2'],
};
const imported = { ...importReadout, type: 'ReadoutImported' } as const;

describe('importing a readout', () => {
  it('keeps the hash of its text and the directives proposed from it', () => {
    given().when(importReadout, facts).thenEvents(imported);
  });
  it('trims its title, which may not be empty', () => {
    given()
      .when({ ...importReadout, title: ' 会议 ' }, facts)
      .thenEvents({ ...imported, title: '会议' });
    given()
      .when({ ...importReadout, title: ' ' }, facts)
      .thenRejected('text.missing', { field: 'title' });
  });
  it('tells of a meeting that has been', () => {
    given()
      .when({ ...importReadout, meetingDate: '2022-10-27' }, facts)
      .thenRejected('readout.meeting-in-future', { meetingDate: '2022-10-27', today: '2022-10-26' });
  });
  it('never replaces another', () => {
    given(imported)
      .when({ ...importReadout, textHash: `sha256:${'1'.repeat(64)}` }, facts)
      .thenRejected('readout.exists');
    given(imported)
      .when({ ...importReadout, meetingDate: '2022-10-25' }, facts)
      .thenRejected('readout.exists', { title: '市政府党组（扩大）会议' });
  });
});

describe('correcting a readout', () => {
  const correct: CorrectReadout = {
    type: 'CorrectReadout',
    ...on('2022-10-28'),
    given: { hash: `sha256:${'3'.repeat(64)}`, name: null, type: 'text/plain', size: 3_600 },
    textHash: `sha256:${'4'.repeat(64)}`,
    characters: 1210,
    language: 'zh',
    directiveIds: ['directive-3'],
    unfound: ['directive-2'],
    reason: '更正时限',
  };
  const corrected = { ...correct, type: 'ReadoutCorrected' } as const;

  it('gives it another text, with what was proposed from it and what is not found in it', () => {
    given(imported).when(correct, facts).thenEvents(corrected);
  });
  it('into the text that it has does nothing', () => {
    given(imported, corrected).when(correct, facts).thenNothing();
  });
  it('needs a reason, and a readout', () => {
    given(imported)
      .when({ ...correct, reason: ' ' }, facts)
      .thenRejected('text.missing', { field: 'reason' });
    given().when(correct, facts).thenRejected('readout.not-found');
  });
});
