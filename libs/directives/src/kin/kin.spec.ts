import { describe, expect, it } from 'vitest';
import { kinOf, prepared } from './kin.ts';

const isBelow = (unit: string, above: string) => unit.startsWith(`${above}/`);
const matter = (words: string, units: string[] = [], title = words) => ({ words, title, units });
const open = (words: string, units: string[] = [], number = '督〔2022〕7号') => ({ ...matter(words, units), number });
const kin = (proposal: ReturnType<typeof matter>, other: ReturnType<typeof open>) =>
  kinOf(prepared(proposal), prepared(other), isBelow);

describe('a proposal beside an open directive', () => {
  it('repeats it in the same words, whatever the punctuation and width', () => {
    expect(kin(matter('10月底前，新建口袋公园20个'), open('１０月底前新建口袋公园20个。'))).toMatchObject({
      ...{ relation: 'repeats', because: 'same-words' },
    });
  });
  it('repeats it in nearly the same words, in Chinese and English', () => {
    const again = { relation: 'repeats', because: 'nearly-same-words' };
    expect(kin(matter('年底前完成老旧小区改造任务'), open('今年年底前全面完成老旧小区改造任务'))).toMatchObject(again);
    const said = open('The department shall publish the revised fee schedule by March 31');
    expect(kin(matter('publish the revised fee schedule by March 31'), said)).toMatchObject(again);
  });
  it('has nothing to do with another matter', () => {
    expect(kin(matter('加快推进重点水利工程建设'), open('开展燃气安全隐患排查整治'))).toBeNull();
    expect(kin(matter('Repair the county bridges'), open('Publish the annual budget report'))).toBeNull();
    expect(kin(matter(''), open('开展燃气安全隐患排查整治'))).toBeNull();
  });
  it('carries it on when it names its number or the same document', () => {
    expect(kin(matter('按照督〔2022〕7号要求抓好落实'), open('整治燃气隐患'))).toMatchObject({
      because: 'names-number',
    });
    const plan = '《全省优化营商环境三年行动方案》';
    expect(kin(matter(`各县要制定${plan}的实施细则`), open(`市发改委牵头落实${plan}`))).toMatchObject({
      ...{ relation: 'carries-on', because: 'names-document' },
    });
  });
  it('carries it on when a lower unit has the same matter or the same figure', () => {
    const city = open('全市新增充电桩3000个', ['city']);
    const below = { relation: 'carries-on', because: 'lower-unit' };
    expect(kin(matter('区新增充电桩400个', ['city/district']), city)).toMatchObject(below);
    expect(kin(matter('确保3000个充电桩按期投用', ['city/district']), city)).toMatchObject(below);
    expect(kin(matter('确保3000个充电桩按期投用', ['elsewhere']), city)).toBeNull();
  });
});
