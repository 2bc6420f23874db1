/** The `duban` command: its help and what is wrong with a call of it. */
export const cli = {
  help: `例：
  duban demo docs/samples/readout.zh.txt --meeting-date 2022-10-26
  duban readout propose 通稿.txt --meeting-date 2022-10-26 --json

命令：
  demo FILE --meeting-date YYYY-MM-DD      用一篇通稿演示全程：识别、立项、交办、办理、逐日提醒
  readout propose FILE --meeting-date …    只识别事项，不保存，不需要服务器
                                           FILE 可以是 .docx、有文字的 .pdf、.txt、.md 或另存的 .html 网页
  readout evaluate DIR [--min LIMITS]      用 NN.txt 与 NN.gold.json 评测识别效果；未达 --min 时退出码为 1
  backup FILE                              将全部数据写入新文件，服务器运行与否都可以
  restore FILE [--replace]                 用备份替换数据；须先停止服务器
  projections list|rebuild|verify          由日志得出的各投影：现状、重建、与重放比较
  keys list|rotate|give-up                 地址与密钥的加密密钥：列出、轮换、清除无法解密的内容
  migrate                                  把数据库升级到本版本
  seal [--anew]                            立即签封新事件；--anew 另起一个签封序列
  verify [--key 公钥] [--seals FILE]…      用签封核对整个日志，指出第一个不符的事件
  prove 编号 [--out FILE]                  写出一个事项的证明，外人可用 docs/verify 离线核对

选项：
  --meeting-date YYYY-MM-DD   会议日期；年份不作猜测
  --lang zh|en                输出语言，默认与通稿相同
  --title TITLE               会议标题，默认取通稿第一行（demo）
  --units FILE                本地单位名单，每行一个，别名以制表符隔开（readout propose）
  --min recall=0.95,traps=0.05
                              各项下限，traps 为上限（readout evaluate）
  --json                      输出 JSON（demo 每行一条）
  -h, --help                  本说明

退出码：0 正常 · 1 失败或故事不属实 · 2 用法、设置或文件有误 · 3 没有识别出带时限的事项`,
  migrated: '{{place}} 的数据库已是本版本的结构；最新事件的位置是 {{position}}。',
  notOpened: {
    away: '{{place}} 的数据库没有应答（{{why}}）。请启动数据库，或更正 DATABASE_URL；未作任何改动。',
    login: '{{place}} 的数据库拒绝登录（{{why}}）。请更正 DATABASE_URL 和 DATABASE_OWNER_URL 中的用户名和密码。',
    missing: '{{place}} 上没有这个数据库（{{why}}）。请先建库，或更正 DATABASE_URL。',
    rights: '{{place}} 的登录用户权限不足（{{why}}）。请在 DATABASE_OWNER_URL 中使用数据库所有者。',
    other: '{{why}}',
  },
  takesNothing: '{{command}} 不带参数。',
  unknown: '没有“{{command}}”这个命令。',
  oneFile: '请给出一个通稿文件，如：duban demo 通稿.txt --meeting-date 2022-10-26',
  noDate: '请用 --meeting-date YYYY-MM-DD 给出会议日期；年份不作猜测。',
  badDate: '会议日期“{{date}}”不是有效日期，应形如 2022-10-26。',
  badLanguage: '--lang 只能是 zh 或 en，不能是“{{language}}”。',
  missing: '找不到文件 {{file}}。',
  notAFile: '{{file}} 不是文件。',
  unreadable: '读不了 {{file}}：{{reason}}',
  refused: '{{file}} 读不了。{{why}}',
};
