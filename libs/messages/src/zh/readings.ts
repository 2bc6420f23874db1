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
  months: {
    after: '按月计，到期月的对应日，没有对应日的为月末（《民法典》第二百零二条）',
    from: '按月计，会议当日计入，到期月对应日的前一天',
    'thirty-days': '按月计，每月按30天计，会议次日为第1天',
    rolled: '按月计，到期月的对应日，遇休息日顺延至下一个工作日',
  },
  day: {
    named: '文中所写的那一天，含当天',
    before: '文中所写那一天的前一天，不含当天',
    'last-working-day': '文中所写那一天是休息日，提前至前一个工作日',
    'next-working-day': '文中所写那一天是休息日，顺延至下一个工作日',
  },
  week: {
    end: '当周星期日',
    before: '当周开始的前一天',
    'last-working-day': '当周最后一个工作日',
  },
  'ten-days': {
    end: '该旬最后一天',
    before: '该旬开始的前一天',
    'last-working-day': '该旬最后一个工作日',
  },
  month: {
    end: '当月最后一天',
    before: '当月开始的前一天',
    middle: '当月15日',
    'last-working-day': '当月最后一个工作日',
  },
  quarter: {
    end: '季度最后一天',
    before: '季度开始的前一天',
    'last-working-day': '季度最后一个工作日',
  },
  'half-year': {
    end: '半年的最后一天',
    before: '半年开始的前一天',
    'last-working-day': '半年的最后一个工作日',
  },
  year: {
    end: '当年最后一天',
    before: '当年开始的前一天',
    early: '年初，按1月底计',
    'early-quarter': '年初，按一季度末计',
    'last-working-day': '当年最后一个工作日',
  },
  'five-year-plan': {
    end: '五年规划期的最后一天',
    before: '五年规划期开始的前一天',
    'last-working-day': '五年规划期的最后一个工作日',
  },
  'fiscal-year': {
    unknown: '财政年度的起止需要确认',
    december: '财政年度与公历年一致，12月31日结束',
    september: '财政年度9月30日结束（美国联邦政府）',
    march: '财政年度次年3月31日结束（英国、日本等）',
    june: '财政年度6月30日结束（美国多数州、澳大利亚等）',
  },
  season: {
    unknown: '季节没有确定的截止日期，需要确认',
    months: '按月份划分的季节，最后一个月的月末',
    solstice: '按节气划分的季节，二分二至前一天',
  },
  festival: {
    before: '节日的前一天',
    'before-days-off': '节日放假前的最后一个工作日',
    day: '节日当天',
  },
  recurring: { none: '按周期反复进行，没有单一的截止日期', first: '会议后的第一次' },
  event: { unknown: '以某件事为准，文中没有写明其日期', 'at-meeting': '假定该事件发生在会议当日' },
  start: { unknown: '文中没有写明从何时起算', 'at-meeting': '从会议之日起算' },
  open: { none: '催促办理，没有日期', 'at-once': '会议当日' },
  'set-by-hand': '经办人指定的日期',
  inherited: '沿用督办事项或上级任务的期限',
  'after-suspension': '按暂缓的天数顺延',
};

/** What has to be asked before there is a date. */
export const asks = {
  year: '文中没有写年份，是哪一年？',
  event: '所指的事件在哪一天？',
  start: '从哪一天起算？',
  'fiscal-year': '财政年度到哪一天结束？',
  season: '以哪一天为限？',
};

/** What a date takes for granted because the text does not say it. */
export const assumes = {
  'year-of-meeting': '文中没有写年份，取会议当年',
  'year-after-meeting': '文中没有写年份，取会议次年',
  'year-named-before': '文中此处没有写年份，取同一句前面所写的年份',
  'month-of-meeting': '文中没有写月份，取会议当月',
  'month-after-meeting': '文中没有写月份，取会议次月',
  'coming-weekday': '文中没有写哪一周，取会议后的第一个',
  'dated-as-meeting': '以会议日期作为文件日期',
  'event-at-meeting': '假定该事件就在会议当日',
  'event-in-text': '该事件的日期取自文中另一处',
  'next-holiday': '文中没有写哪个节日，取会议后的第一个法定节日',
};
