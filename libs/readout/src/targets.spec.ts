import { describe, expect, it } from 'vitest';
import { fold } from './layout/fold.ts';
import { targetIn } from './targets.ts';

describe('a measurable aim', () => {
  it.each([
    ['三季度末支出率达到70%以上', 70, '%', 'at-least'],
    ['抽检批次不少于３００个', 300, '个', 'at-least'],
    ['办理时间压减至2.5万元以内', 2.5, '万元', 'at-most'],
    ['单位能耗下降1.2%', 1.2, '%', 'decrease'],
    ['新增公共停车泊位600个', 600, '个', 'increase'],
    ['deliver training to at least 40 inspectors', 40, 'inspectors', 'at-least'],
    ['a contract not to exceed $184,000', 184_000, '', 'at-most'],
    ['reduce emissions by 12.5 percent', 12.5, 'percent', 'decrease'],
  ])('is read from %s', (words, number, unit, direction) =>
    expect(targetIn(words, fold(words))).toMatchObject({ number, unit, direction }),
  );

  it.each(['要加快推进项目建设', 'The plan shall be submitted', '2022年10月底前完成'])('is not seen in %s', (words) =>
    expect(targetIn(words, fold(words))).toBeNull(),
  );
});
