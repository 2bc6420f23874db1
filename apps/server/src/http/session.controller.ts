import { Body, Controller, Inject, Req, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ChangePassword, Session, SetLanguage, SignIn } from '#libs/contracts';
import { Accounts } from '../access/accounts.ts';
import { Audit } from '../access/audit.ts';
import { type Caller, Callers } from '../access/callers.ts';
import { People } from '../access/people.ts';
import { Sessions } from '../access/sessions.ts';
import { SignIns } from '../access/sign-ins.ts';
import { CONFIG, type Config } from '../config.ts';
import { Cookies } from './cookies.ts';
import { DeedRoute, EndRoute, OpenRoute, ReadRoute } from './routes.ts';
import { CalledBy } from './sent.ts';
import { comingIn, sessionOf } from './session-of.ts';

@ApiTags('session')
@Controller('api/v1/session')
export class SessionController {
  constructor(
    private readonly signIns: SignIns,
    private readonly accounts: Accounts,
    private readonly sessions: Sessions,
    private readonly callers: Callers,
    private readonly people: People,
    private readonly audit: Audit,
    private readonly cookies: Cookies,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  @OpenRoute('', 'SignIn', Session, { summary: 'Sign in' })
  async signIn(
    @Body({ schema: SignIn }) given: SignIn,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Session> {
    const coming = comingIn(request, this.callers);
    const secret = await this.signIns.start(await this.signIns.byPassword(given, coming), coming);
    this.cookies.set(reply, this.callers.cookieName, secret, this.config.signIn.sessionHours * 3600);
    const caller = await this.callers.find({ cookie: `${this.callers.cookieName}=${secret}` });
    return sessionOf(caller as Caller);
  }

  @ReadRoute('', 'KeepOwnSession', Session, 'Read who is signed in')
  read(@CalledBy() caller: Caller): Session {
    return sessionOf(caller);
  }

  @EndRoute('', 'KeepOwnSession', 'Sign out')
  async signOut(
    @CalledBy() { viewer }: Caller,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<void> {
    const secret = this.callers.sessionIn(request.headers);
    if (secret !== null) await this.sessions.end(secret);
    await this.audit.record('signed-out', { personId: viewer.personId, traceId: request.id });
    this.cookies.clear(reply, this.callers.cookieName);
  }

  @DeedRoute('language', 'KeepOwnSession', null, { summary: 'Choose the language of mails and alerts', status: 204 })
  async setLanguage(
    @CalledBy() { viewer }: Caller,
    @Body({ schema: SetLanguage }) { language }: SetLanguage,
  ): Promise<void> {
    await this.people.setLanguage(viewer.personId, language);
  }

  @DeedRoute('password', 'KeepOwnSession', null, { summary: 'Change the password; ends all sessions', status: 204 })
  async changePassword(
    @CalledBy() { viewer }: Caller,
    @Body({ schema: ChangePassword }) { present, next }: ChangePassword,
    @Req() request: FastifyRequest,
  ): Promise<void> {
    await this.accounts.changePassword(viewer.personId, present, next);
    await this.sessions.endAllOf(viewer.personId);
    await this.audit.record('password-changed', { personId: viewer.personId, traceId: request.id });
  }
}
