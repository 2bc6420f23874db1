import { Inject, Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { CONFIG, type Config } from '../config.ts';

/** Where people open this server. Never what a request says of itself: passkeys and redirects rest on it. */
@Injectable()
export class Origins {
  constructor(@Inject(CONFIG) private readonly config: Config) {}

  /** That of PUBLIC_URL; without it, this machine's, at the port that the request came to. */
  of({ socket }: FastifyRequest): string {
    return this.config.publicUrl
      ? new URL(this.config.publicUrl).origin
      : `${this.config.isHttps ? 'https' : 'http'}://localhost:${socket.localPort}`;
  }
}
