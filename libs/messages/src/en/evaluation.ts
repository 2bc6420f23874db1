import type { evaluation as zh } from '../zh/evaluation.ts';

export const evaluation: typeof zh = {
  recall: 'recall',
  precision: 'precision',
  traps: 'traps registered',
  expressions: 'deadline words',
  dates: 'dates',
  leadUnits: 'lead units',
  all: 'all',
  missed: 'missed',
  false: 'false',
  trap: 'trap',
  expression: 'other deadline words',
  date: 'other date',
  'lead-unit': 'other lead unit',
  oneFolder: 'Name one folder with NN.txt and NN.gold.json: duban readout evaluate test/readouts/texts',
  badLimits: '--min is written as recall=0.95,traps=0.05, not “{{limits}}”.',
  below: 'Short of --min {{limits}}: {{measures}}.',
};
