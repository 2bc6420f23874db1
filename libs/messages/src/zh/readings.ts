/** How a date was counted, a sentence per reading rule of libs/calendar. */
export const readings = {
  'natural-days': {
    after: '按自然日计，会议次日为第1天（《民法典》第二百零一条）',
    from: '按自然日计，会议当日为第1天',
    rolled: '按自然日计，会议次日为第1天，遇休息日顺延至下一个工作日',
    'year-end': '倒排至年底，以全年最后一天为期满日',
  },
  'working-days': {
    after: '按工作日计，会议后第一个工作日为第1天',
    from: '按工作日计，会议当日为第1天',
  },
  quarter: { end: '季度最后一天', 'last-working-day': '季度最后一个工作日' },
  month: { end: '当月最后一天', 'last-working-day': '当月最后一个工作日' },
  year: { end: '当年最后一天', 'last-working-day': '当年最后一个工作日' },
  'set-by-hand': '经办人指定的日期',
  inherited: '沿用督办事项或上级任务的期限',
  'after-suspension': '按暂缓的天数顺延',
};
