import { Injectable } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { DataSource } from 'typeorm';
import type { ExportQuery, Report, ReportQuery } from '#libs/contracts';
import { type CellValue, csvText } from '#libs/documents';
import { Rejection } from '#libs/event-sourcing';
import { translator } from '#libs/messages';
import type { Viewer } from '../access/viewer.ts';
import { GetReport } from '../read-models/figure-queries.ts';
import { sealFor } from '../seal/get-seal.ts';
import { aboutRows, taskTable } from './report-table.ts';
import { workbook } from './workbook.ts';

/** More than anybody reads on paper. */
const MOST_PRINTED = 2000;
/** More than a sheet is worked on with; a whole ledger is read by the API. */
const MOST_EXPORTED = 10_000;

/** A file to be kept. */
export interface ExportedFile {
  readonly name: string;
  readonly bytes: Buffer;
}

/** Reports on tasks: one model, to be shown and printed, and as a table in a file. */
@Injectable()
export class Reports {
  constructor(
    private readonly queries: QueryBus,
    private readonly database: DataSource,
  ) {}

  async read(viewer: Viewer, query: ReportQuery, mostTasks = MOST_PRINTED): Promise<Report> {
    const { found, ...report } = await this.queries.execute(new GetReport(viewer, query, mostTasks));
    const seal = await sealFor(this.database, report.position);
    return { ...report, complete: found <= mostTasks, seal };
  }

  /** Throws `report.too-many-tasks`. */
  async export(viewer: Viewer, { format, language, ...query }: ExportQuery): Promise<ExportedFile> {
    const report = await this.read(viewer, query, MOST_EXPORTED);
    if (!report.complete) throw new Rejection('report.too-many-tasks', { limit: MOST_EXPORTED });
    const table: CellValue[][] = taskTable(report.tasks, language);
    const bytes =
      format === 'csv'
        ? Buffer.from(csvText(table))
        : await workbook(table, aboutRows(report, query, language), language);
    const title = translator(language)('report.title');
    const name = `${title} ${report.today} #${report.position}.${format}`;
    return { name, bytes };
  }
}
