import type { DemoUnit } from '../access/demo-organisation.ts';

const bureau = (key: string, name: DemoUnit['name'], head: string, liaison: string): DemoUnit => ({
  key,
  parent: 'town',
  kind: 'unit',
  name,
  posts: [
    { duty: 'head', title: { zh: '局长', en: 'Director' }, holder: head, roles: ['liaison'] },
    { duty: 'liaison', title: { zh: '督办联络员', en: 'Liaison' }, holder: liaison, roles: ['liaison'] },
  ],
});

/** The bureaus that lead tasks in the campaign besides those of every demo: twelve in all. */
export const CAMPAIGN_UNITS: readonly DemoUnit[] = [
  bureau('planning', { zh: '市发展和改革委员会', en: 'Development Commission' }, '顾主任', '费联络'),
  bureau('commerce', { zh: '市商务局', en: 'Commerce Bureau' }, '尚局长', '邵联络'),
  bureau('safety', { zh: '市应急管理局', en: 'Emergency Management Bureau' }, '安局长', '应联络'),
  bureau('health', { zh: '市卫生健康委员会', en: 'Health Commission' }, '康主任', '卫联络'),
  bureau('farming', { zh: '市农业农村局', en: 'Agriculture Bureau' }, '田局长', '禾联络'),
  bureau('ecology', { zh: '市生态环境局', en: 'Ecology Bureau' }, '柳局长', '蓝联络'),
  bureau('services', { zh: '市政务服务局', en: 'Government Services Bureau' }, '傅局长', '明联络'),
];
