import { Inject, Injectable } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyReply } from 'fastify';
import { Callers } from '../access/callers.ts';
import type { Come } from '../access/sign-ins.ts';
import { CONFIG, type Config } from '../config.ts';

/** As long as a sign-in may wait for its second factor. */
const HALF_SECONDS = 300;

/** Cookies that scripts and other sites cannot use, and that browsers send over https alone where the server is public so. */
@Injectable()
export class Cookies {
  constructor(
    private readonly http: HttpAdapterHost,
    private readonly callers: Callers,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** The cookie of how far somebody came. */
  setCome(reply: FastifyReply, come: Come): void {
    if ('session' in come) this.setSession(reply, come.session);
    else this.set(reply, this.callers.halfCookieName, come.half, HALF_SECONDS);
  }

  setSession(reply: FastifyReply, secret: string): void {
    this.set(reply, this.callers.cookieName, secret, this.config.signIn.sessionHours * 3600);
  }

  set(reply: FastifyReply, name: string, value: string, maxAge: number): void {
    this.http.httpAdapter.setCookie(reply, name, value, { ...this.options, maxAge });
  }

  clear(reply: FastifyReply, name: string): void {
    this.http.httpAdapter.clearCookie(reply, name, this.options);
  }

  private get options() {
    const secure = this.config.isHttps;
    return { path: '/', httpOnly: true, sameSite: 'lax', secure } as const;
  }
}
