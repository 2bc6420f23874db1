import { describe, expect, it } from 'vitest';
import { UnknownEventVersion } from './errors.ts';
import { EventSchemas } from './event-schemas.ts';

const schemas = new EventSchemas({
  TaskUrged: [],
  TaskAssigned: [
    ({ unit, ...rest }) => ({ ...rest, leadUnit: unit }),
    ({ leadUnit, ...rest }) => ({ ...rest, leadUnit, coUnits: [] }),
  ],
});

describe('Event schemas', () => {
  it('store an event that never changed as version 1, and one that changed twice as version 3', () => {
    expect(schemas.versionOf('TaskUrged')).toBe(1);
    expect(schemas.versionOf('TaskAssigned')).toBe(3);
    expect(schemas.versionOf('toString')).toBeUndefined();
  });

  it('give an event of any version as the code of today knows it', () => {
    const today = { type: 'TaskAssigned', leadUnit: 'water', coUnits: [] };
    expect(schemas.upcast('TaskAssigned', 1, { unit: 'water' })).toEqual(today);
    expect(schemas.upcast('TaskAssigned', 2, { leadUnit: 'water' })).toEqual(today);
    expect(schemas.upcast('TaskAssigned', 3, { leadUnit: 'water', coUnits: [] })).toEqual(today);
  });

  it('refuse an event of newer code, and one of a type that nobody declared', () => {
    expect(() => schemas.upcast('TaskUrged', 2, {})).toThrow(UnknownEventVersion);
    expect(() => schemas.upcast('TaskDreamt', 1, {})).toThrow('Event type TaskDreamt, schema version 1, is unknown');
  });
});
