import { Inject, Injectable } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyReply } from 'fastify';
import { CONFIG, type Config } from '../config.ts';

/** Cookies that scripts and other sites cannot use, and that browsers send over https alone where the server is public so. */
@Injectable()
export class Cookies {
  constructor(
    private readonly http: HttpAdapterHost,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

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
