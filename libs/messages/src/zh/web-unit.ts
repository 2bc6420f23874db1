/** One unit: its people, its lights, its tasks. */
export const unit = {
  people: '岗位',
  vacant: '空缺',
  below: '下属单位',
  tasks: '未办结任务',
  all: '全部 {{count}} 项',
  none: '该单位没有未办结的任务。',
  closed: '查看已办结的任务',
  counted: '牵头和协办的任务',
  lead: '牵头',
  co: '协办',
};
