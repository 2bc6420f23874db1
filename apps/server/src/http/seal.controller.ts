import { Controller } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import { SealStatus } from '#libs/contracts';
import { GetSeal } from '../seal/get-seal.ts';
import { ReadRoute } from './routes.ts';

@ApiTags('system')
@Controller('api/v1/seal')
export class SealController {
  constructor(private readonly queries: QueryBus) {}

  @ReadRoute('', 'ReadSeal', SealStatus, 'Read the newest seal over the log, and the key to check it with')
  read() {
    return this.queries.execute(new GetSeal());
  }
}
