import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import { ApiExcludeEndpoint, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Rejection } from '#libs/event-sourcing';
import { Callers, cookieIn } from '../access/callers.ts';
import { OidcSignIns } from '../access/oidc/oidc-sign-ins.ts';
import { Rule } from '../access/rule.ts';
import { Cookies } from './cookies.ts';
import { Origins } from './origins.ts';
import { comingIn } from './session-of.ts';

const VISIT_SECONDS = 600;

/** Where browsers go to and come back from an OpenID provider. What goes wrong is told by the page they come back to. */
@ApiTags('session')
@Controller('api/v1/sign-in')
export class SignInController {
  constructor(
    private readonly oidc: OidcSignIns,
    private readonly callers: Callers,
    private readonly cookies: Cookies,
    private readonly origins: Origins,
  ) {}

  @Get(':provider')
  @Rule('SignIn')
  @ApiExcludeEndpoint()
  async go(@Param('provider') id: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    try {
      const { address, browser } = await this.oidc.begin(id, this.origins.of(request));
      this.cookies.set(reply, this.callers.visitCookieName, browser, VISIT_SECONDS);
      reply.status(303).header('location', address).send();
    } catch (error) {
      back(reply, error);
    }
  }

  @Get(':provider/callback')
  @Rule('SignIn')
  @ApiExcludeEndpoint()
  async comeBack(
    @Param('provider') id: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    try {
      const query = request.url.split('?').slice(1).join('?');
      const browser = cookieIn(request.headers, this.callers.visitCookieName);
      const visit = { origin: this.origins.of(request), query, browser };
      const come = await this.oidc.finish(id, visit, comingIn(request, this.callers));
      this.cookies.clear(reply, this.callers.visitCookieName);
      this.cookies.setCome(reply, come);
      const to = 'half' in come ? '/?sign-in=second-factor' : '/';
      reply.status(303).header('location', to).send();
    } catch (error) {
      back(reply, error);
    }
  }
}

/** To the door, which says what was wrong; other errors are the server's own. */
function back(reply: FastifyReply, error: unknown): void {
  if (!(error instanceof Rejection)) throw error;
  reply.status(303).header('location', `/?sign-in=${error.code}`).send();
}
