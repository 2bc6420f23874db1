import { describe, expect, it } from 'vitest';
import { findQuote } from './find-quote.ts';

const TEXT = '会议强调，一要抓安全，10月底前完成排查。二要抓安全，年底前完成整改。';
const quote = (exact: string, start = TEXT.indexOf(exact)) => ({
  ...{ exact, start, end: start + exact.length },
  ...{ prefix: TEXT.slice(Math.max(0, start - 32), start), suffix: TEXT.slice(start + exact.length).slice(0, 32) },
});
const foundIn = (text: string, said: ReturnType<typeof quote>) => {
  const found = findQuote(text, said);
  return found && [text.slice(found.start, found.end), found.exact];
};

describe('a quote in a corrected text', () => {
  it('is found by its words, wherever they have moved', () => {
    expect(foundIn(`某市通稿\n${TEXT}`, quote('年底前完成整改'))).toEqual(['年底前完成整改', true]);
  });
  it('is, of several places, the one with its context', () => {
    const second = quote('抓安全', TEXT.lastIndexOf('抓安全'));
    expect(findQuote(`抓安全。${TEXT}`, second)).toMatchObject({ start: TEXT.lastIndexOf('抓安全') + 4 });
  });
  it('is found by what stands around it when its words were corrected', () => {
    const corrected = TEXT.replace('10月底前完成排查', '11月底前完成排查');
    expect(foundIn(corrected, quote('10月底前完成排查'))).toEqual(['11月底前完成排查', false]);
  });
  it('is not found when it is gone, or something else stands there', () => {
    expect(findQuote('会议听取了汇报。', quote('年底前完成整改'))).toBeNull();
    expect(findQuote(TEXT.replace('10月底前完成排查', '研究干部工作'), quote('10月底前完成排查'))).toBeNull();
    expect(findQuote('', quote('年底前完成整改'))).toBeNull();
  });
});
