import { describe, expect, it } from 'vitest';
import { chinaCalendar } from '#libs/calendar';
import { propose } from '../index.ts';
import { fold } from './fold.ts';
import { readingTextOf } from './reading-text.ts';

const at = { meetingDate: '2022-10-26', calendar: chinaCalendar };

/** The proposals of a text as `quote | lead + co-units | default date`. */
function duties(text: string): string[] {
  return propose(text, at).proposals.map(
    ({ quote, leadUnit, coUnits, clock }) =>
      `${quote.exact} | ${[leadUnit ?? '–', ...coUnits].join(' + ')} | ${clock?.date ?? '–'}`,
  );
}

describe('folding', () => {
  it('shows one form of characters and marks, and keeps the length', () => {
    expect(fold('請於１２月（星期二）：「報送」。')).toBe('请于12月(星期二):“报送”。');
  });
});

describe('the lines of a text', () => {
  it('are put together where they were broken at a width', () => {
    const lines = [
      '各乡镇人民政府要切实加强领导，落实责任，组织力量对辖区内危旧',
      '房屋开展全面排查，建立台账，确保不漏一户、不落一人，并将排查',
    ];
    const text = [...lines, '结果于十一月底前报送县住建局，县住建局汇总后向县政府作专题报', '告。'].join('\n');
    expect(readingTextOf(text).text).toBe(text.replaceAll('\n', ''));
  });

  it('are put together over a page number and the head of the next page', () => {
    const text = '要加快编制\n- 1 -\n某市政府文件\n方案，\n- 2 -\n某市政府文件\n并公布。';
    expect(readingTextOf(text).text.replaceAll('\n', '')).toBe('要加快编制方案，并公布。');
  });

  it('lose the hyphen of a parted word', () => {
    expect(readingTextOf('a report on the imple-\nmentation of it').text).toBe('a report on the implementation of it');
  });

  it('stand where they stood, whatever was left out', () => {
    const text = '各单位要在11月底前\n- 3 -\n报送清单。';
    const reading = readingTextOf(text);
    const start = reading.text.indexOf('报送');
    const place = reading.locate({ start, end: start + 4 });
    expect(text.slice(place.start, place.end)).toBe('报送清单');
  });
});

describe('who is to do it, and by when, is read', () => {
  it.each([
    [
      'from the columns of a table',
      '| 序号 | 工作任务 | 责任单位 | 完成时限 |\n|--|--|--|--|\n| 1 | 编制权责清单 | 市司法局、市委编办 | 12月底前 |',
      ['编制权责清单 | 市司法局 + 市委编办 | 2022-12-31'],
    ],
    [
      'from columns of other names, told by the word that they turn on',
      '| 编号 | 实事项目 | 分管领导 | 整改责任部门 | 协助单位 | 计划办结日期 |\n|--|--|--|--|--|--|\n| 1 | 新建口袋公园6处 | 李副市长 | 市城管局 | 市财政局 | 12月底前 |',
      ['新建口袋公园6处 | 市城管局 + 市财政局 | 2022-12-31'],
    ],
    [
      'from the first column of no name that is known, beside who and by when',
      '| Ref. | Ask of council | Assigned to | Due |\n|--|--|--|--|\n| 7 | Repair the pier lights | Director of Parks, Director of Works | November 30, 2022 |',
      ['Repair the pier lights | Director of Parks + Director of Works | 2022-11-30'],
    ],
    [
      'from no row that says that it is done',
      '| 序号 | 工作任务 | 责任单位 | 完成时限 |\n|--|--|--|--|\n| 1 | 编制权责清单 | 市司法局 | 已办结 |\n| 2 | 改造管网 | 市水务局 | 12月底前 |',
      ['改造管网 | 市水务局 | 2022-12-31'],
    ],
    [
      'from cells that came out one to a line',
      '序号\n任务内容\n牵头单位\n完成时限\n1\n新建公厕12座\n市城管局\n11月底前\n2\n改造管网\n市水务局\n12月底前',
      ['新建公厕12座 | 市城管局 | 2022-11-30', '改造管网 | 市水务局 | 2022-12-31'],
    ],
    [
      'from labels below',
      '主要内容：新建养老服务中心5个。\n责任单位：县民政局\n配合单位：有关乡镇\n完成时限：2022年12月20日',
      ['新建养老服务中心5个 | 县民政局 + 有关乡镇 | 2022-12-20'],
    ],
    [
      'from a bracket behind the item',
      '1.编制许可清单，并向社会公布。动态调整清单内容。（市政府办公室牵头，市级各部门配合）',
      [
        '编制许可清单，并向社会公布 | 市政府办公室 + 市级各部门 | –',
        '动态调整清单内容 | 市政府办公室 + 市级各部门 | –',
      ],
    ],
    [
      'from the heading of a stage',
      '（一）动员阶段（即日起至11月10日）\n各县区要制定实施细则，召开动员会。',
      ['各县区要制定实施细则，召开动员会 | 各县区 | 2022-11-10'],
    ],
    [
      'from a sentence that leads a list in',
      'The Council directed staff to:\n(a) prepare a report by December 1;\n(b) consult the residents.',
      ['prepare a report by December 1 | – | 2022-12-01', 'consult the residents | – | –'],
    ],
  ])('%s', (_, text, expected) => expect(duties(text)).toEqual(expected));

  it('from the sentence before, as long as nobody else is told', () => {
    const text = '会议要求，县水利局要在11月底前完成排查，12月15日前完成除险。各乡镇要更新清单。';
    expect(duties(text).map((one) => one.split(' | ')[1])).toEqual(['县水利局', '县水利局', '各乡镇']);
  });
});
