import type { Diary } from './diary.ts';
import type { Town } from './town.ts';

/** On which the office hears what is free in the next year: late, while dates and steps in January stand already. */
export const PUBLISHED_ON = '2025-12-24';

/** What happens in the town in 2025: all that moves a reminder, once at least. */
export function planTheYear(diary: Diary, town: Town): void {
  const assigned = (when: string, name: string, title: string, to: Parameters<Town['assign']>[2]) => {
    const by = to.ladder ? ` by the ladder ${to.ladder}` : '';
    const what = `the office assigns “${name}” to the ${to.unit}${by}, due ${to.due ?? 'never'}`;
    diary.on(when, what, () => town.assign(name, title, to));
  };
  const signed = (when: string, who: string, name: string) =>
    diary.on(when, `${who} signs for “${name}”`, () => town.does(who, name, 'sign-for'));
  const reported = (when: string, who: string, name: string, percent: number) =>
    diary.on(when, `${who} reports ${percent} % of “${name}”`, () =>
      town.does(who, name, 'report-progress', { percent, text: '按计划推进' }),
    );
  const done = (claimed: string, closed: string, who: string, name: string) => {
    const done = { text: '已完成', evidence: ['验收单'] };
    diary.on(claimed, `${who} says that “${name}” is done`, () => town.does(who, name, 'claim-completion', done));
    diary.on(closed, `the office closes “${name}”`, () => town.does('clerk', name, 'close', { kind: 'implemented' }));
  };

  // Around Spring Festival, with a Sunday and a Saturday that are worked; late for two days.
  assigned('2025-01-06 10:00', 'canal', '修好南渠', { unit: 'Industry Bureau', due: '2025-02-10' });
  signed('2025-01-08 10:00', 'liaison', 'canal');
  done('2025-02-12 11:00', '2025-02-13 15:00', 'liaison', 'canal');

  // An extension after two reminders; the new date lies behind the May holidays.
  assigned('2025-03-03 10:00', 'dyke', '加固北堤', {
    ...{ unit: 'Water Bureau', coUnits: ['Finance Bureau'], due: '2025-04-07', ceiling: '2025-05-30' },
  });
  signed('2025-03-03 11:00', 'liaison.water', 'dyke');
  diary.on('2025-04-02 16:00', 'liaison.water asks for “dyke” until 2025-05-12, and the office grants it', () =>
    town.extend('liaison.water', 'dyke', '2025-05-12'),
  );
  done('2025-05-09 17:00', '2025-05-12 10:00', 'liaison.water', 'dyke');

  // 13710, then another bureau's; late until the leader hears of it.
  assigned('2025-03-10 10:00', 'roads', '打通断头路', {
    ...{ unit: 'Transport Bureau', due: '2025-06-20', ladder: '13710', leader: true },
  });
  signed('2025-03-12 10:00', 'liaison.transport', 'roads');
  reported('2025-03-14 10:00', 'liaison.transport', 'roads', 10);
  diary.on('2025-04-21 14:00', 'the office reassigns “roads” to the Housing Bureau', () =>
    town.reassign('roads', 'Housing Bureau'),
  );
  signed('2025-04-23 10:00', 'liaison.housing', 'roads');
  reported('2025-04-25 10:00', 'liaison.housing', 'roads', 20);
  diary.on('2025-06-24 11:00', 'liaison.housing acknowledges all alerts', () => town.acknowledge('liaison.housing'));
  done('2025-06-30 10:00', '2025-07-01 10:00', 'liaison.housing', 'roads');

  // The post of the liaison changes hands, and later stays empty for a while.
  assigned('2025-06-03 10:00', 'wages', '清欠农民工工资', { unit: 'Industry Bureau', due: '2025-07-01' });
  signed('2025-06-03 11:00', 'liaison', 'wages');
  diary.on('2025-06-25 10:00', 'the liaison of the Industry Bureau gives way to 孙联络', () =>
    town.succeed('Industry Bureau', 'liaison', '孙联络'),
  );
  diary.on('2025-07-02 15:00', 'the office closes “wages”', () =>
    town.does('clerk', 'wages', 'close', { kind: 'not-implemented', reason: '并入下半年任务' }),
  );
  assigned('2025-08-25 10:00', 'audit', '审计整改', { unit: 'Housing Bureau', due: '2025-09-12' });
  signed('2025-08-25 11:00', 'liaison.housing', 'audit');
  diary.on('2025-08-27 10:00', 'nobody is liaison of the Housing Bureau any more', () =>
    town.succeed('Housing Bureau', 'liaison', null),
  );
  diary.on('2025-09-10 17:00', '楼再联 becomes liaison of the Housing Bureau', () =>
    town.succeed('Housing Bureau', 'liaison', '楼再联'),
  );
  diary.on('2025-09-15 17:00', 'the office closes “audit”', () =>
    town.does('clerk', 'audit', 'close', { kind: 'not-implemented', reason: '另行安排' }),
  );

  // A suspension that stops the clock; and a liaison who wants to be left alone in the evening and on days of rest.
  assigned('2025-07-21 10:00', 'school', '校舍改造拨款', {
    unit: 'Finance Bureau',
    due: '2025-08-15',
    ceiling: '2025-09-30',
  });
  signed('2025-07-21 11:00', 'liaison.finance', 'school');
  diary.on('2025-08-11 10:00', 'the office suspends “school”; its clock stops', () =>
    town.does('clerk', 'school', 'suspend', { reason: '等待省级批复', clock: 'stops' }),
  );
  diary.on('2025-08-20 10:00', 'the office resumes “school”', () =>
    town.does('clerk', 'school', 'resume', { reason: '批复已到' }),
  );
  done('2025-08-26 10:00', '2025-08-26 15:00', 'liaison.finance', 'school');
  diary.on('2025-09-16 09:30', 'liaison.finance wants mail at ten, and none in the evening or on days of rest', () =>
    town.prefers('liaison.finance', {
      ...{ digestTime: '10:00', quietHours: { from: '18:00', until: '08:00' }, workingDaysOnly: true },
    }),
  );
  assigned('2025-09-16 10:00', 'budget', '预算调整方案', { unit: 'Finance Bureau', due: '2025-10-08' });
  signed('2025-09-16 11:00', 'liaison.finance', 'budget');
  done('2025-10-10 10:00', '2025-10-11 10:00', 'liaison.finance', 'budget');

  // A report every Friday without an end date, over the National Day holidays; one is missed.
  assigned('2025-09-15 10:00', 'patrol', '河道巡查', {
    ...{ unit: 'Water Bureau', due: null, ladder: 'weekly' },
    cycle: { kind: 'weekly', weekday: 5, time: '17:00', roll: 'next' },
  });
  signed('2025-09-15 11:00', 'liaison.water', 'patrol');
  reported('2025-09-18 16:00', 'liaison.water', 'patrol', 10);
  reported('2025-09-26 16:00', 'liaison.water', 'patrol', 20);
  reported('2025-10-21 16:00', 'liaison.water', 'patrol', 30);
  reported('2025-10-24 16:00', 'liaison.water', 'patrol', 40);
  diary.on('2025-10-31 10:00', 'the office closes “patrol”', () =>
    town.does('clerk', 'patrol', 'close', { kind: 'not-implemented', reason: '转为常态化工作' }),
  );

  // Dates beyond the year whose calendar is known; three of them are the reader's count.
  diary.on('2025-11-24 10:00', 'the office assigns “survey” to the Transport Bureau: within 30 working days', () =>
    town.assignByWords('survey', '重大项目摸底', '30个工作日', { unit: 'Transport Bureau' }),
  );
  diary.on('2025-11-24 10:30', 'the office assigns “stock” to the Transport Bureau: within 31 working days', () =>
    town.assignByWords('stock', '存量资产清查', '31个工作日', { unit: 'Transport Bureau' }),
  );
  signed('2025-11-24 11:00', 'liaison.transport', 'survey');
  signed('2025-11-24 11:00', 'liaison.transport', 'stock');
  done('2026-01-08 10:00', '2026-01-08 16:00', 'liaison.transport', 'survey');
  done('2026-01-09 10:00', '2026-01-09 16:00', 'liaison.transport', 'stock');
  assigned('2025-12-01 10:00', 'heating', '供暖设施检修', { unit: 'Finance Bureau', due: '2026-01-06' });
  signed('2025-12-01 11:00', 'liaison.finance', 'heating');
  done('2026-01-05 16:00', '2026-01-06 16:00', 'liaison.finance', 'heating');
  assigned('2025-12-01 10:00', 'bridge', '老桥检测', { unit: 'Transport Bureau', due: '2025-12-29' });
  signed('2025-12-01 11:00', 'liaison.transport', 'bridge');
  done('2026-01-06 10:00', '2026-01-07 10:00', 'liaison.transport', 'bridge');
}
