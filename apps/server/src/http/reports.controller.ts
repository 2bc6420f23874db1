import { Controller, Query, type StreamableFile } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { ExportQuery, Report, ReportQuery } from '#libs/contracts';
import type { Caller } from '../access/callers.ts';
import { Reports } from '../documents/reports.ts';
import { attachment } from './attachment.ts';
import { FileRoute, ReadRoute } from './routes.ts';
import { CalledBy } from './sent.ts';

@ApiTags('reports')
@Controller('api/v1/report')
export class ReportsController {
  constructor(private readonly reports: Reports) {}

  @ReadRoute('', 'ReadReport', Report, 'Report on a campaign, on a unit, or on what the ledger is narrowed to')
  read(@CalledBy() { viewer }: Caller, @Query({ schema: ReportQuery }) query: ReportQuery) {
    return this.reports.read(viewer, query);
  }

  @FileRoute(
    'export',
    'ExportReport',
    'Get the tasks of a report as an Excel or a CSV file, at most 10,000; it is audited',
  )
  async export(
    @CalledBy() { viewer }: Caller,
    @Query({ schema: ExportQuery }) query: ExportQuery,
  ): Promise<StreamableFile> {
    const { name, bytes } = await this.reports.export(viewer, query);
    return attachment(name, bytes);
  }
}
