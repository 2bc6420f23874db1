/** `duban readout evaluate`: how the reader does on texts with gold. */
export const evaluation = {
  recall: '召回',
  precision: '准确',
  traps: '误立项的陷阱',
  expressions: '时限原文',
  dates: '日期',
  leadUnits: '牵头单位',
  all: '合计',
  missed: '漏',
  false: '多',
  trap: '陷阱',
  expression: '时限原文不符',
  date: '日期不符',
  'lead-unit': '牵头单位不符',
  oneFolder: '请给出一个文件夹，内有 NN.txt 与 NN.gold.json，如：duban readout evaluate test/readouts/texts',
  badLimits: '--min 应形如 recall=0.95,traps=0.05，不能是“{{limits}}”。',
  below: '未达到 --min {{limits}}：{{measures}}。',
};
