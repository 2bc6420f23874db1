/** What a calendar program shows of the feed. */
export const feed = {
  event: '到期：{{number}} {{title}}',
  leadUnit: '牵头单位：{{unit}}',
  own: '我的督办事项',
  unit: '{{unit}}的督办事项',
};
