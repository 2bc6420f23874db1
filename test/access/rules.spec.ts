import { Controller, Get } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { Test } from '@nestjs/testing';
import { describe, expect, it } from 'vitest';
import { EveryRouteHasARule, Rule } from '../../apps/server/src/access/rule.ts';

@Controller()
class Ruled {
  @Get('ruled')
  @Rule('ReadTasks')
  read() {}

  helper() {}
}

@Controller()
class Unruled extends Ruled {
  @Get('unruled')
  forgotten() {}
}

async function start(controller: typeof Ruled): Promise<void> {
  const modules = await Test.createTestingModule({
    imports: [DiscoveryModule],
    controllers: [controller],
    providers: [EveryRouteHasARule],
  }).compile();
  await modules.init();
  await modules.close();
}

describe('a server with a route that has no rule', () => {
  it('does not start, and names the route', async () => {
    await expect(start(Unruled)).rejects.toThrow(/routes have no rule: Unruled\.forgotten\./);
  });

  it('is not one whose routes all have theirs', async () => {
    await start(Ruled);
  });
});
