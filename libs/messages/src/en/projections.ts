import type { projections as zh } from '../zh/projections.ts';

export const projections: typeof zh = {
  usage: `Usage:
  duban projections list             how far each projection is, how far behind, which streams it has parked
  duban projections rebuild NAME…    make it anew from the log beside, then swap (--all for all); the server may run
  duban projections verify           compare every row with a replay of the log; exits 1 on any difference`,
  unknown: 'There is no projection “{{name}}”. There are: {{names}}.',
  columns: { name: 'projection', shape: 'shape', position: 'position', lag: 'behind', parked: 'parked streams' },
  inline: 'with the append',
  unbuilt: 'to be built',
  older: '{{stored}}, this program makes {{shape}}',
  parked: '{{name}}: stream {{stream}} is parked since position {{position}}: {{error}}',
  reading: '{{name}}: replaying the log',
  waiting: 'Another process is rebuilding projections of this database; waiting for its end.',
  rebuilt: '{{name}}: {{rows}} rows, up to position {{position}}; the swap took {{ms}} ms.',
  parkedNow: '{{name}}: {{count}} streams could not be folded and are parked; see duban projections list.',
  same: '{{name}}: {{rows}} rows are what a replay up to position {{position}} gives.',
  differ: '{{name}}: of {{rows}} rows {{different}} are not what a replay up to position {{position}} gives.',
  difference: '{{table}} {{key}}: {{what}}',
  missing: 'the row is missing',
  surplus: 'the log knows no such row',
  column: '{{column}} is {{stored}}, and should be {{replayed}}',
  mend: 'A rebuild mends it: duban projections rebuild {{names}}',
};
