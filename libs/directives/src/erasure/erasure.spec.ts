import { describe, it } from 'vitest';
import { specification } from '#libs/event-sourcing/testing';
import { on } from '../examples.ts';
import { erasureDecider } from './decide.ts';

const { given } = specification(erasureDecider);
const erase = { type: 'EraseText', ...on('2022-11-20'), keyId: 'key-1', position: 7, reason: '误填身份证号' } as const;
const erased = { ...erase, type: 'TextErased' } as const;

describe('erasing a text', () => {
  it('is recorded with its reason', () => {
    given().when(erase, undefined).thenEvents(erased);
  });
  it('is done once: asking again, for whatever reason, changes nothing', () => {
    given(erased)
      .when({ ...erase, reason: '再次请求' }, undefined)
      .thenNothing();
  });
  it('wants a reason', () => {
    given()
      .when({ ...erase, reason: ' ' }, undefined)
      .thenRejected('text.missing', { field: 'reason' });
  });
});
