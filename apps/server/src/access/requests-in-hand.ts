import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';

/** The requests that are being answered, by their ids, so that what is written down of one can say where it came from. */
@Injectable()
export class RequestsInHand {
  private readonly requests = new Map<string, FastifyRequest>();

  /** From now until its answer is out, or its connection gone. */
  take(request: FastifyRequest, { raw }: FastifyReply): void {
    // The id may be the caller's own: whoever sends one that is in use gets another, and hides behind nobody.
    if (this.requests.has(request.id)) request.id = randomUUID();
    const { id } = request;
    this.requests.set(id, request);
    raw.once('close', () => this.requests.delete(id));
  }

  addressOf(id: string | null): string | null {
    return (id !== null && this.requests.get(id)?.ip) || null;
  }
}
