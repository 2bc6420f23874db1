export const projections = {
  usage: `用法：
  duban projections list             每个投影处在哪个位置、落后多少、哪些流被搁置
  duban projections rebuild 名称…    从日志在旁边重建，再替换（--all 表示全部）；服务器可以继续运行
  duban projections verify           把每一行与日志的重放比较；有差异时以 1 退出`,
  unknown: '没有名为“{{name}}”的投影。现有：{{names}}。',
  columns: { name: '投影', shape: '形态', position: '位置', lag: '落后', parked: '搁置的流' },
  inline: '随写入',
  unbuilt: '待建',
  older: '{{stored}}，本程序为 {{shape}}',
  parked: '{{name}}：流 {{stream}} 自位置 {{position}} 起被搁置：{{error}}',
  reading: '{{name}}：重放日志',
  waiting: '另一个进程正在重建这个数据库的投影，等它结束。',
  rebuilt: '{{name}}：{{rows}} 行，到位置 {{position}}，替换用时 {{ms}} 毫秒。',
  parkedNow: '{{name}}：{{count}} 个流不能折叠，已搁置；见 duban projections list。',
  same: '{{name}}：{{rows}} 行与位置 {{position}} 的重放一致。',
  differ: '{{name}}：{{rows}} 行中有 {{different}} 行与位置 {{position}} 的重放不同。',
  difference: '{{table}} {{key}}：{{what}}',
  missing: '缺这一行',
  surplus: '日志里没有这一行',
  column: '{{column}} 为 {{stored}}，应为 {{replayed}}',
  mend: '重建即可改正：duban projections rebuild {{names}}',
};
