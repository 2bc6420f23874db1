import { Body, Controller, Param, Req, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import {
  AddPasskey,
  BegunAuthenticator,
  BegunPasskey,
  ConfirmAuthenticator,
  ConfirmPerson,
  Id,
  OwnSecondFactors,
  RecoveryCodes,
} from '#libs/contracts';
import { Rejection } from '#libs/event-sourcing';
import type { Caller } from '../access/callers.ts';
import { Callers } from '../access/callers.ts';
import { OwnFactors } from '../access/second-factor/own-factors.ts';
import { Cookies } from './cookies.ts';
import { Origins } from './origins.ts';
import { DeedRoute, ReadRoute } from './routes.ts';
import { CalledBy } from './sent.ts';

/** What somebody shows besides their password. Changes need a session and the present password: a token may not make them. */
@ApiTags('session')
@Controller('api/v1/session')
export class SecondFactorController {
  constructor(
    private readonly own: OwnFactors,
    private readonly callers: Callers,
    private readonly cookies: Cookies,
    private readonly origins: Origins,
  ) {}

  @ReadRoute('second-factors', 'KeepOwnFactors', OwnSecondFactors, "List the caller's own second factors")
  async read(@CalledBy() { identity }: Caller, @Req() request: FastifyRequest): Promise<OwnSecondFactors> {
    return { ...(await this.own.list(identity.person.id)), passkeyOrigin: this.origins.of(request) };
  }

  @DeedRoute('authenticator', 'KeepOwnFactors', BegunAuthenticator, { summary: 'Begin to set up an authenticator' })
  begin(@CalledBy() caller: Caller, @Body({ schema: ConfirmPerson }) { present }: ConfirmPerson) {
    return this.own.beginAuthenticator(caller.identity, present);
  }

  @DeedRoute('authenticator/confirm', 'KeepOwnFactors', RecoveryCodes, {
    summary: 'Confirm an authenticator with its code; other sessions end',
  })
  async confirm(
    @CalledBy() { identity }: Caller,
    @Body({ schema: ConfirmAuthenticator }) { code }: ConfirmAuthenticator,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<RecoveryCodes> {
    const added = await this.own.confirmAuthenticator(identity, code, this.session(request), request.id);
    this.cookies.setSession(reply, added.session);
    return { codes: added.codes };
  }

  @DeedRoute('authenticator/remove', 'KeepOwnFactors', null, { summary: 'Remove the authenticator', status: 204 })
  async remove(
    @CalledBy() { identity }: Caller,
    @Body({ schema: ConfirmPerson }) { present }: ConfirmPerson,
    @Req() request: FastifyRequest,
  ): Promise<void> {
    this.session(request);
    await this.own.removeAuthenticator(identity, present, request.id);
  }

  @DeedRoute('recovery-codes', 'KeepOwnFactors', RecoveryCodes, {
    summary: 'Make new recovery codes; the old ones are worth nothing then',
  })
  async renew(
    @CalledBy() { identity }: Caller,
    @Body({ schema: ConfirmPerson }) { present }: ConfirmPerson,
    @Req() request: FastifyRequest,
  ): Promise<RecoveryCodes> {
    this.session(request);
    return { codes: await this.own.renewCodes(identity, present, request.id) };
  }

  @DeedRoute('passkeys/begin', 'KeepOwnFactors', BegunPasskey, { summary: 'Begin to make a passkey' })
  async beginPasskey(
    @CalledBy() { identity }: Caller,
    @Body({ schema: ConfirmPerson }) { present }: ConfirmPerson,
    @Req() request: FastifyRequest,
  ): Promise<BegunPasskey> {
    const origin = this.origins.of(request);
    return { options: await this.own.beginPasskey(identity, present, this.session(request), origin) };
  }

  @DeedRoute('passkeys', 'KeepOwnFactors', RecoveryCodes, { summary: 'Add a passkey; other sessions end' })
  async addPasskey(
    @CalledBy() { identity }: Caller,
    @Body({ schema: AddPasskey }) body: AddPasskey,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<RecoveryCodes> {
    const asked = { session: this.session(request), origin: this.origins.of(request), traceId: request.id };
    const added = await this.own.addPasskey(identity, body, asked);
    this.cookies.setSession(reply, added.session);
    return { codes: added.codes };
  }

  @DeedRoute('passkeys/:id/remove', 'KeepOwnFactors', null, { summary: 'Remove a passkey', status: 204 })
  async removePasskey(
    @CalledBy() { identity }: Caller,
    @Param('id', { schema: Id }) id: string,
    @Body({ schema: ConfirmPerson }) { present }: ConfirmPerson,
    @Req() request: FastifyRequest,
  ): Promise<void> {
    this.session(request);
    await this.own.removePasskey(identity, id, present, request.id);
  }

  private session({ headers }: FastifyRequest): string {
    const secret = headers.authorization ? null : this.callers.sessionIn(headers);
    if (secret === null) throw new Rejection('session.missing');
    return secret;
  }
}
