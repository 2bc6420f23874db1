// A process of its own: the real server, and beside the real routes one that does nothing. Tells its parent where it listens.

import { Body, Controller, Param } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { CommandAnswer, Id, UrgeTask } from '#libs/contracts';
import { AppModule } from '../../../apps/server/src/app.module.ts';
import type { Envelope } from '../../../apps/server/src/commands/envelope.ts';
import { readConfig } from '../../../apps/server/src/config.ts';
import { httpAdapter, prepareHttp } from '../../../apps/server/src/http/http-server.ts';
import { CommandRoute } from '../../../apps/server/src/http/routes.ts';
import { Sent } from '../../../apps/server/src/http/sent.ts';
import { openDatabase } from '../../../apps/server/src/operations/open-database.ts';

/** Like urging a task, up to the handler: session, rule, key and body are looked at, and nothing is done. */
@Controller('api/v1/empty/:id')
class EmptyController {
  @CommandRoute('urge', 'UrgeTask', CommandAnswer, { summary: 'Do nothing' })
  urge(
    @Sent() envelope: Envelope,
    @Param('id', { schema: Id }) id: string,
    @Body({ schema: UrgeTask }) body: UrgeTask,
  ) {
    return { status: 200, body: { id, version: 1, position: envelope.key.length + body.text.length } };
  }
}

const { config } = await openDatabase(readConfig());
const module = { module: class Bench {}, imports: [AppModule.with(config)], controllers: [EmptyController] };
const app = await NestFactory.create<NestFastifyApplication>(module, await httpAdapter(config), { logger: false });
await prepareHttp(app, config);
await app.listen(0, '127.0.0.1');
process.send?.({ url: await app.getUrl() });
process.once('disconnect', () => process.exit());
process.on('message', (question) => {
  if (question === 'usage') process.send?.({ rss: process.memoryUsage.rss(), cpu: process.cpuUsage() });
});
