import type { Duty, Role } from '#libs/directives';

interface Named {
  readonly zh: string;
  readonly en: string;
}
interface DemoPost {
  readonly duty: Duty;
  readonly title: Named;
  readonly holder: string;
  readonly roles: readonly Role[];
  /** How the holder signs in; whoever has none only receives. */
  readonly username?: string;
}
export interface DemoUnit {
  readonly key: string;
  readonly parent: string | null;
  readonly kind: 'office' | 'unit';
  readonly name: Named;
  readonly posts: readonly DemoPost[];
}

const head = (title: Named, holder: string): DemoPost => ({ duty: 'head', title, holder, roles: ['liaison'] });
const liaison = (holder: string, username: string): DemoPost => ({
  duty: 'liaison',
  title: { zh: '督办联络员', en: 'Liaison' },
  holder,
  roles: ['liaison'],
  username,
});

/** A town that does not exist, and people who do not either. */
export const DEMO_UNITS: readonly DemoUnit[] = [
  {
    key: 'town',
    parent: null,
    kind: 'unit',
    name: { zh: '云溪市人民政府', en: 'Yunxi Municipal Government' },
    posts: [
      {
        duty: 'leader',
        title: { zh: '分管副市长', en: 'Vice Mayor' },
        holder: '苏副市长',
        roles: ['leader'],
        username: 'leader',
      },
    ],
  },
  {
    key: 'office',
    parent: 'town',
    kind: 'office',
    name: { zh: '市政府督查室', en: 'Supervision Office' },
    posts: [
      {
        duty: 'clerk',
        title: { zh: '督查专员', en: 'Supervision clerk' },
        holder: '文督查',
        roles: ['clerk'],
        username: 'clerk',
      },
      { duty: 'head', title: { zh: '督查室主任', en: 'Head of the office' }, holder: '方主任', roles: ['clerk'] },
    ],
  },
  {
    key: 'industry',
    parent: 'town',
    kind: 'unit',
    name: { zh: '市工业和信息化局', en: 'Industry Bureau' },
    posts: [head({ zh: '局长', en: 'Director' }, '钟局长'), liaison('李联络', 'liaison')],
  },
  {
    key: 'transport',
    parent: 'town',
    kind: 'unit',
    name: { zh: '市交通运输局', en: 'Transport Bureau' },
    posts: [head({ zh: '局长', en: 'Director' }, '路局长'), liaison('乔联络', 'liaison.transport')],
  },
  {
    key: 'finance',
    parent: 'town',
    kind: 'unit',
    name: { zh: '市财政局', en: 'Finance Bureau' },
    posts: [head({ zh: '局长', en: 'Director' }, '金局长'), liaison('钱联络', 'liaison.finance')],
  },
  {
    key: 'housing',
    parent: 'town',
    kind: 'unit',
    name: { zh: '市住房和城乡建设局', en: 'Housing Bureau' },
    posts: [head({ zh: '局长', en: 'Director' }, '梁局长'), liaison('楼联络', 'liaison.housing')],
  },
  {
    key: 'water',
    parent: 'town',
    kind: 'unit',
    name: { zh: '市水利局', en: 'Water Bureau' },
    posts: [head({ zh: '局长', en: 'Director' }, '江局长'), liaison('汪联络', 'liaison.water')],
  },
  {
    key: 'projects',
    parent: 'industry',
    kind: 'unit',
    name: { zh: '市工业和信息化局项目科', en: 'Industry Bureau, Projects Division' },
    posts: [head({ zh: '科长', en: 'Division chief' }, '项科长')],
  },
];

/** The three officers: they belong to no unit and see no business. The auditor last: whoever finds him finds all. */
export const DEMO_OFFICERS = [
  { holder: '管系统', username: 'administrator', role: 'administrator' },
  { holder: '安守密', username: 'security', role: 'security-officer' },
  { holder: '申审计', username: 'auditor', role: 'auditor' },
] as const;

export function demoPassword(username: string): string {
  return `duban-demo-${username}`;
}

/** How to sign in to the demo: the three parts first, the officers, then the liaisons of the other units. */
export const DEMO_ACCOUNTS: readonly { username: string; password: string }[] = [
  ...['clerk', 'liaison', 'leader'],
  ...DEMO_OFFICERS.map(({ username }) => username).toReversed(),
  ...DEMO_UNITS.flatMap(({ posts }) => posts.flatMap(({ username }) => username ?? [])).filter((name) =>
    name.includes('.'),
  ),
].map((username) => ({ username, password: demoPassword(username) }));
