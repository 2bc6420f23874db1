import { Controller, Inject } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import { ProblemKinds, SystemStatus } from '#libs/contracts';
import { type Language, translator } from '#libs/messages';
import { DEMO_ACCOUNTS } from '../access/demo-organisation.ts';
import { PresentTime } from '../commands/move-clock.ts';
import { CONFIG, type Config } from '../config.ts';
import { GetHold } from '../delivery/get-hold.ts';
import { type ProblemCode, STATUSES } from './problems.ts';
import { ReadRoute } from './routes.ts';
import { VERSION } from './version.ts';

@ApiTags('system')
@Controller('api')
export class StatusController {
  constructor(
    private readonly present: PresentTime,
    private readonly queries: QueryBus,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  @ReadRoute('v1/status', 'ReadStatus', SystemStatus, 'Read what anybody may know of this deployment')
  async status(): Promise<SystemStatus> {
    const { mode, smtpUrl } = this.config;
    const demoAccounts = mode === 'demo' ? [...DEMO_ACCOUNTS] : [];
    return {
      name: 'duban',
      version: VERSION,
      mode,
      ...this.present.tell(),
      email: smtpUrl !== undefined,
      sendingHeld: (await this.queries.execute(new GetHold())).hold !== null,
      signInBy: this.config.signIn.oidcProviders.map(({ id, name }) => ({ id, name })),
      demoAccounts,
    };
  }

  @ReadRoute('problems', 'ReadApiReference', ProblemKinds, 'List every code that a problem may have')
  problems(): ProblemKinds {
    const codes = Object.keys(STATUSES) as ProblemCode[];
    const sentence = (language: Language, code: ProblemCode) =>
      // A gap that is filled with a word of the language is a gap too.
      translator(language)(`problems.details.${code}`, { skipInterpolation: true }).replace(
        /\$t\([\w.]+({{\w+}})\)/g,
        '$1',
      );
    return codes.map((code) => ({ code, status: STATUSES[code], zh: sentence('zh', code), en: sentence('en', code) }));
  }
}
