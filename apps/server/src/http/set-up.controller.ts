import { Body, Controller } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { SetUp, SetUpDone } from '#libs/contracts';
import { FirstAdministrator } from '../access/first-administrator.ts';
import { OpenRoute } from './routes.ts';

@ApiTags('set-up')
@Controller('api/v1/setup')
export class SetUpController {
  constructor(private readonly first: FirstAdministrator) {}

  @OpenRoute('', 'SetUp', SetUpDone, {
    summary: 'Make the three officers with the link of the first start',
    status: 201,
  })
  setUp(@Body({ schema: SetUp }) body: SetUp): Promise<SetUpDone> {
    return this.first.setUp(body);
  }
}
