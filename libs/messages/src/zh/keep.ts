export const keep = {
  usage: {
    backup: '请给出要写入的文件：duban backup duban-2026-11-23.backup',
    restore: '请给出备份文件：duban restore duban-2026-11-23.backup [--replace]',
  },
  phase: { writing: '写入', verifying: '读回校验', loading: '装入', comparing: '逐行比对', replaying: '与日志比对' },
  backedUp:
    '{{file}} 已写好：{{tables}} 张表、{{rows}} 行，至日志位置 {{head}}；已读回校验，完整无缺。请存放到本机损毁波及不到的地方；其中含有口令散列。',
  restored: '{{place}} 的数据库已恢复到 {{madeAt}} 的状态：{{rows}} 行，至日志位置 {{head}}。',
  kept: '原有数据保留在数据库 {{kept}} 中，直到下一次恢复。',
  wrong: '以下投影与日志不符，备份时即已如此：{{names}}。请启动服务器，再运行 duban projections rebuild {{names}}。',
  held: '在审计员作出决定之前，不向外发送任何消息，因为本库不知道备份之后已经发过什么。请启动服务器；参见 README 的“备份与恢复”。',
  refused: {
    fileExists: '{{file}} 已存在，不会覆盖。请换一个文件名。',
    missing: '没有文件 {{file}}。',
    damaged: '{{file}} 不是完整的 Duban 备份：可能是别的文件、已损坏或不完整。未作任何改动；请换用另一份备份。',
    newerFormat:
      '{{file}} 的格式为 {{format}}，本版 Duban 只能读到格式 {{known}}。未作任何改动；请使用生成它的版本或更新的版本。',
    newerDuban:
      '{{file}} 由 Duban {{version}} 生成，其表结构本版不认识（{{migration}}）。未作任何改动；请使用该版本或更新的版本。',
    otherMode:
      '{{file}} 是“{{mode}}”模式的数据，而当前部署设为“{{ours}}”。未作任何改动；如需恢复，请设 DUBAN_MODE={{mode}}。',
    otherTables: '{{file}} 中的表 {{table}} 与其迁移在此生成的表不符。原有数据未变；请使用生成该备份的 Duban 版本。',
    notTheSame: '表 {{table}} 读回的内容与装入的不一致。原有数据未变；请检查磁盘后重试。',
    gap: '该备份的日志有缺口。原有数据未变；请换用另一份备份。',
    holdsData:
      '{{place}} 的数据库中已有数据。未作任何改动。请先备份，再加 --replace 用备份替换；原有数据会保留到下一次恢复。',
    inUse: '有程序正连接数据库 {{database}}（{{who}}）。请停止所有使用它的服务器和工具后重试；数据未变。',
    otherRestore: '另一个恢复操作正在处理数据库 {{database}}。请等它结束。',
    mayNotCreate:
      '登录名 {{login}} 无权创建数据库，而恢复需要先装入旁边的新库。请管理员执行 ALTER ROLE {{login}} CREATEDB，或将 DATABASE_OWNER_URL 设为有此权限的登录名。',
    longName: '数据库名 {{database}} 超过 {{most}} 字节，旁边的库没有可用的名字。请先改名。',
  },
};
