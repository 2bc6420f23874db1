import { Body, Controller, Inject, Req, Res } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ChangePassword, Session, SetLanguage, SignIn } from '#libs/contracts';
import { postsOf } from '#libs/directives';
import { Accounts } from '../access/accounts.ts';
import { Audit } from '../access/audit.ts';
import { type Caller, Callers } from '../access/callers.ts';
import { People } from '../access/people.ts';
import { SESSION_HOURS, Sessions } from '../access/sessions.ts';
import { CONFIG, type Config } from '../config.ts';
import { DeedRoute, EndRoute, OpenRoute, ReadRoute } from './routes.ts';
import { CalledBy } from './sent.ts';

@ApiTags('session')
@Controller('api/v1/session')
export class SessionController {
  constructor(
    private readonly accounts: Accounts,
    private readonly sessions: Sessions,
    private readonly callers: Callers,
    private readonly people: People,
    private readonly audit: Audit,
    private readonly http: HttpAdapterHost,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  @OpenRoute('', 'SignIn', Session, { summary: 'Sign in' })
  async signIn(
    @Body({ schema: SignIn }) { username, password }: SignIn,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Session> {
    const personId = await this.accounts.signIn(username, password).catch(async (error: unknown) => {
      await this.audit.record('sign-in-failed', { subject: username, traceId: request.id });
      throw error;
    });
    await this.audit.record('signed-in', { personId, traceId: request.id });
    const secret = await this.sessions.start(personId, {
      address: request.ip,
      userAgent: request.headers['user-agent'] ?? null,
    });
    this.http.httpAdapter.setCookie(reply, this.callers.cookieName, secret, {
      ...this.cookie,
      maxAge: SESSION_HOURS * 3600,
    });
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
    this.http.httpAdapter.clearCookie(reply, this.callers.cookieName, this.cookie);
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

  private get cookie() {
    return {
      path: '/',
      httpOnly: true,
      sameSite: 'lax',
      secure: !!this.config.publicUrl?.startsWith('https:'),
    } as const;
  }
}

function sessionOf({ identity, viewer, organisation }: Caller): Session {
  const posts = postsOf(organisation, viewer.personId).flatMap(({ postId, unitId, duty, title }) => {
    const unit = organisation.units[unitId];
    return unit ? [{ id: postId, title, duty, unit: { id: unitId, name: unit.name } }] : [];
  });
  const { person, username, expiresAt } = identity;
  return { person, username, roles: [...viewer.roles], posts, expiresAt: expiresAt?.toISOString() ?? null };
}
