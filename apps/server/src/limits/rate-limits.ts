import { Inject, Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import ipaddr from 'ipaddr.js';
import { Rejection } from '#libs/event-sourcing';
import { CONFIG, type Config } from '../config.ts';
import { type Allowance, RequestCounts } from './request-counts.ts';

/** Bits of an IPv6 address that one subscriber has to themselves: whoever has one address has all of them. */
const IPV6_SUBSCRIBER_BITS = 64;

/** How many requests a minute are let through, for an address, for a person, and of attempts to sign in. */
@Injectable()
export class RateLimits {
  constructor(
    private readonly counts: RequestCounts,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** Any request, before anything else is done for it. Throws `request.too-many`. */
  takeAddress(request: FastifyRequest, reply: FastifyReply): void {
    tell(reply, 'address', this.counts.take(`address ${subscriber(request.ip)}`, this.config.addressLimit));
  }

  /** A request of somebody who is signed in, however many sessions and tokens they use. Throws `request.too-many`. */
  takePerson(personId: string, reply: FastifyReply): void {
    tell(reply, 'person', this.counts.take(`person ${personId}`, this.config.personLimit));
  }

  /**
   * An attempt to come in without being known. It is counted before it is made, so that guesses sent at once are counted too;
   * one that succeeds does not count. Exact over all processes. Throws `request.too-many`.
   */
  async takeAttempt(request: FastifyRequest, reply: FastifyReply): Promise<void> {
    const key = `attempt ${subscriber(request.ip)}`;
    tell(reply, 'sign-in', await this.counts.takeTogether(key, this.config.signInLimit));
    reply.raw.once('finish', () => {
      if (reply.statusCode < 400) this.counts.giveBack(key);
    });
  }
}

/** By draft-ietf-httpapi-ratelimit-headers: the policy, and what is left of it. The last one told is the narrowest. */
function tell(reply: FastifyReply, name: string, { limit, left, resetsInSeconds }: Allowance): void {
  reply.header('ratelimit-policy', `"${name}";q=${limit};w=60`);
  reply.header('ratelimit', `"${name}";r=${Math.max(0, left)};t=${resetsInSeconds}`);
  if (left >= 0) return;
  reply.header('retry-after', resetsInSeconds);
  throw new Rejection('request.too-many', { limit, seconds: resetsInSeconds });
}

/** What one subscriber of a network is told apart by. */
export function subscriber(address: string): string {
  if (!ipaddr.isValid(address)) return 'unknown';
  const parsed = ipaddr.process(address);
  if (parsed.kind() === 'ipv4') return parsed.toString();
  return ipaddr.IPv6.networkAddressFromCIDR(`${parsed.toString()}/${IPV6_SUBSCRIBER_BITS}`).toString();
}
