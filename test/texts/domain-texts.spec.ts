import { describe, expect, it } from 'vitest';
import {
  DIRECTIVE_REJECTIONS,
  LIGHT_REASONS,
  ORGANISATION_REJECTIONS,
  READOUT_REJECTIONS,
  SETTINGS_REJECTIONS,
  TASK_REJECTIONS,
  TEXT_FIELDS,
  TEXT_REJECTIONS,
} from '#libs/directives';
import { translator } from '#libs/messages';

const keys = [
  ...[
    DIRECTIVE_REJECTIONS,
    ORGANISATION_REJECTIONS,
    READOUT_REJECTIONS,
    SETTINGS_REJECTIONS,
    TASK_REJECTIONS,
    TEXT_REJECTIONS,
  ]
    .flat()
    .map((code) => `problems.details.${code}` as const),
  ...TEXT_FIELDS.map((field) => `problems.fields.${field}` as const),
  ...LIGHT_REASONS.map((code) => `terms.lightReason.${code}` as const),
];

describe('a refusal', () => {
  it('names what it is about in the language of the reader', () => {
    const [zh, en] = [translator('zh'), translator('en')];
    expect(zh('problems.details.text.missing', { field: 'name-zh' })).toBe('请填写中文名称。');
    expect(en('problems.details.text.missing', { field: 'reason' })).toBe('Please fill in the reason.');
    expect(en('problems.details.task.extension-answered', { outcome: 'lapsed' })).toContain('(lapsed)');
  });
});

describe('what the deciders answer and why a light is lit', () => {
  it.each(keys)('%s is said in both languages, with the same particulars', (key) => {
    const [zh, en] = [translator('zh'), translator('en')].map((t) => t(key, { skipInterpolation: true }));
    expect(zh).toMatch(/\p{Script=Han}/u);
    expect(en).toMatch(/[a-z]/);
    expect(en).not.toBe(key);
    expect(particulars(zh)).toEqual(particulars(en));
  });
});

function particulars(sentence: string | undefined): string[] {
  return [...(sentence ?? '').matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name ?? '').sort();
}
