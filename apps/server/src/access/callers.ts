import { Inject, Injectable } from '@nestjs/common';
import type { OrganisationState } from '#libs/directives';
import { Clock } from '../clock.ts';
import { CONFIG, type Config } from '../config.ts';
import { ApiTokens } from './api-tokens.ts';
import { PresentOrganisation } from './present-organisation.ts';
import { type Identity, Sessions } from './sessions.ts';
import { type Viewer, viewerOf } from './viewer.ts';

/** Somebody who has proved who they are, with what they may see and do at this moment. */
export interface Caller {
  readonly identity: Identity;
  readonly viewer: Viewer;
  readonly organisation: OrganisationState;
}

/** What a request shows of its sender. */
export interface Credentials {
  readonly authorization?: string | undefined;
  readonly cookie?: string | undefined;
}

/** Finds out who sends a request. Rights are read anew each time, so that a revoked one is gone at once. */
@Injectable()
export class Callers {
  /** `__Host-` has browsers refuse the cookie unless it is secure, for this host alone, and for all paths. */
  readonly cookieName: string;
  /** That of a sign-in whose second factor is asked for. */
  readonly halfCookieName: string;
  /** That of a browser that went to an OpenID provider and has not come back. */
  readonly visitCookieName: string;

  constructor(
    private readonly sessions: Sessions,
    private readonly tokens: ApiTokens,
    private readonly organisation: PresentOrganisation,
    private readonly clock: Clock,
    @Inject(CONFIG) config: Config,
  ) {
    const prefix = config.isHttps ? '__Host-' : '';
    this.cookieName = `${prefix}duban_session`;
    this.halfCookieName = `${prefix}duban_sign_in`;
    this.visitCookieName = `${prefix}duban_visit`;
  }

  /** Null when nothing valid is shown. A token goes before a cookie. `keepAlive`: see `Sessions.find`. */
  async find(credentials: Credentials, keepAlive = true): Promise<Caller | null> {
    if (!credentials.authorization && this.sessionIn(credentials) === null) return null;
    const [identity, organisation] = await Promise.all([
      this.identify(credentials, keepAlive),
      this.organisation.read(),
    ]);
    if (!identity) return null;
    return { identity, viewer: viewerOf(identity.person, organisation, this.clock.today()), organisation };
  }

  /** The secret of the session, from the `Cookie` header. */
  sessionIn(credentials: Credentials): string | null {
    return cookieIn(credentials, this.cookieName);
  }

  /** The secret of a sign-in that is under way. */
  halfSignInIn(credentials: Credentials): string | null {
    return cookieIn(credentials, this.halfCookieName);
  }

  private async identify(credentials: Credentials, keepAlive: boolean): Promise<Identity | null> {
    const token = /^Bearer (\S+)$/i.exec(credentials.authorization ?? '')?.[1];
    if (token) return this.tokens.find(token);
    const session = this.sessionIn(credentials);
    return session === null ? null : this.sessions.find(session, keepAlive);
  }
}

/** Null when the request has no such cookie. */
export function cookieIn({ cookie }: Credentials, name: string): string | null {
  const pairs = cookie?.split(';').map((pair) => pair.trim()) ?? [];
  return pairs.find((pair) => pair.startsWith(`${name}=`))?.slice(name.length + 1) ?? null;
}
