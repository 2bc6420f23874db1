/** From when on lights say that a task is due soon, or behind. */
export const lights = {
  title: '亮灯规则',
  about: '何时算临期、何时算滞后。修改后未结任务随即按新规则亮灯；过去的时点仍按当时的规则。',
  dueSoonWorkingDays: '临期：期限前几个工作日起',
  dueSoonPercent: '或剩余时间不足全程的百分之几（以早者为准）',
  behindPoints: '滞后：落后序时进度超过几个百分点',
  silentDays: '或超过几天没有反馈',
  save: '按此亮灯',
  saved: '亮灯规则已改',
};
