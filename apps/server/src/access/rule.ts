import { Injectable, type OnModuleInit } from '@nestjs/common';
import { DiscoveryService, MetadataScanner, Reflector } from '@nestjs/core';
import type { Action } from './policy.ts';

/** Names the rule of a route: who may call it stands in policy.ts, under this name. */
export const Rule = Reflector.createDecorator<Action>();

/** Refuses to start a server that has a route without a rule. */
@Injectable()
export class EveryRouteHasARule implements OnModuleInit {
  constructor(
    private readonly discovery: DiscoveryService,
    private readonly scanner: MetadataScanner,
    private readonly reflector: Reflector,
  ) {}

  onModuleInit(): void {
    const without = this.discovery.getControllers().flatMap(({ metatype, instance }) =>
      this.scanner
        .getAllMethodNames(Object.getPrototypeOf(instance))
        .filter((name) => isRoute(instance[name]) && this.reflector.get(Rule, instance[name]) === undefined)
        .map((name) => `${metatype?.name}.${name}`),
    );
    if (without.length > 0)
      throw new Error(`These routes have no rule: ${without.join(', ')}. Give each a @Rule of policy.ts.`);
  }
}

/** Nest keeps a route's path on its handler. */
function isRoute(handler: object): boolean {
  return Reflect.hasMetadata('path', handler);
}
