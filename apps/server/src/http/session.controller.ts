import { Body, Controller, Req, Res } from '@nestjs/common';
import { ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { AskedSecondFactor, ChangePassword, ProveSecondFactor, Session, SetLanguage, SignIn } from '#libs/contracts';
import { Rejection } from '#libs/event-sourcing';
import { Accounts } from '../access/accounts.ts';
import { Audit } from '../access/audit.ts';
import { type Caller, Callers } from '../access/callers.ts';
import { OidcSignIns } from '../access/oidc/oidc-sign-ins.ts';
import { People } from '../access/people.ts';
import { SecondFactors } from '../access/second-factor/second-factors.ts';
import { Sessions } from '../access/sessions.ts';
import { SignIns } from '../access/sign-ins.ts';
import { Cookies } from './cookies.ts';
import { Origins } from './origins.ts';
import { DeedRoute, EndRoute, OpenRoute, ReadRoute } from './routes.ts';
import { CalledBy } from './sent.ts';
import { comingIn, sessionOf } from './session-of.ts';

@ApiTags('session')
@Controller('api/v1/session')
export class SessionController {
  constructor(
    private readonly signIns: SignIns,
    private readonly factors: SecondFactors,
    private readonly oidc: OidcSignIns,
    private readonly accounts: Accounts,
    private readonly sessions: Sessions,
    private readonly callers: Callers,
    private readonly people: People,
    private readonly audit: Audit,
    private readonly cookies: Cookies,
    private readonly origins: Origins,
  ) {}

  @OpenRoute('', 'SignIn', Session, { summary: 'Sign in' })
  @ApiResponse({ status: 202, description: 'A second factor is asked for', standardSchema: AskedSecondFactor })
  async signIn(
    @Body({ schema: SignIn }) given: SignIn,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Session | AskedSecondFactor> {
    const coming = comingIn(request, this.callers);
    const { personId, proof } = await this.signIns.byPassword(given, coming);
    const come = await this.signIns.goOn(personId, coming, proof);
    this.cookies.setCome(reply, come);
    if ('session' in come) return this.sessionUnder(come.session, request);
    reply.status(202);
    return this.asked(come.half, request);
  }

  @ReadRoute('second-factor', 'SignIn', AskedSecondFactor, 'Read which second factors may finish the sign-in')
  ask(@Req() request: FastifyRequest): Promise<AskedSecondFactor> {
    return this.asked(this.callers.halfSignInIn(request.headers), request);
  }

  @OpenRoute('second-factor', 'SignIn', Session, { summary: 'Finish the sign-in with a second factor' })
  async finish(
    @Body({ schema: ProveSecondFactor }) shown: ProveSecondFactor,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Session> {
    const half = this.callers.halfSignInIn(request.headers);
    if (half === null) throw new Rejection('session.none-begun');
    const coming = comingIn(request, this.callers);
    const secret = await this.signIns.finish(half, shown, this.origins.of(request), coming);
    this.cookies.clear(reply, this.callers.halfCookieName);
    this.cookies.setSession(reply, secret);
    return this.sessionUnder(secret, request);
  }

  @ReadRoute('', 'KeepOwnSession', Session, 'Read who is signed in')
  read(@CalledBy() caller: Caller, @Req() request: FastifyRequest): Promise<Session> {
    return this.tell(caller, request);
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

  private async asked(half: string | null, request: FastifyRequest): Promise<AskedSecondFactor> {
    const asked = half === null ? null : await this.factors.ask(half, this.origins.of(request));
    if (!asked) throw new Rejection('session.none-begun');
    return asked;
  }

  private async sessionUnder(secret: string, request: FastifyRequest): Promise<Session> {
    const caller = await this.callers.find({ cookie: `${this.callers.cookieName}=${secret}` });
    return this.tell(caller as Caller, request);
  }

  private async tell(caller: Caller, request: FastifyRequest): Promise<Session> {
    const { identity, viewer } = caller;
    const { provider, strong } = identity;
    return sessionOf(caller, {
      endAddress: provider && (await this.oidc.endAddress(provider, this.origins.of(request))),
      secondFactorMissing: !strong && this.factors.mustHave(viewer.roles),
    });
  }
}
