import { type ArgumentMetadata, StandardSchemaValidationPipe } from '@nestjs/common';
import { z } from 'zod';
import type { ProblemError } from '#libs/contracts';
import type { Language } from '#libs/messages';

type Issue = z.core.$ZodIssue;

const inChinese = z.locales.zhCN().localeError;
const inEnglish = z.locales.en().localeError;

/** More faults than anybody corrects at once; a body can have as many as it has bytes. */
const TOLD = 100;

/** A request that is not as its contract says; every fault at once, up to a hundred. */
export class InvalidRequest extends Error {
  override readonly name = 'InvalidRequest';

  constructor(
    private readonly issues: readonly Issue[],
    private readonly place: 'body' | 'query' | 'param' = 'body',
  ) {
    super('The request is not as its contract says');
  }

  in(place: 'body' | 'query' | 'param'): InvalidRequest {
    return new InvalidRequest(this.issues, place);
  }

  told(language: Language): ProblemError[] {
    const issues = this.issues.slice(0, TOLD).flatMap(eachField).slice(0, TOLD);
    return issues.map(({ path, ...issue }) => {
      const detail = language === 'zh' ? sentence(issue as Issue, inChinese) : issue.message;
      return { pointer: this.pointer(path), code: issue.code, detail };
    });
  }

  /** A JSON pointer into the body; `?name` in the query; empty for the path. */
  private pointer(path: readonly PropertyKey[]): string {
    if (this.place === 'query') return `?${path.map(String).join('.')}`;
    return path.map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
  }
}

/** One issue for each unknown field, at the field itself. */
function eachField(issue: Issue): Issue[] {
  if (issue.code !== 'unrecognized_keys') return [issue];
  return issue.keys.slice(0, TOLD).map((key) => {
    const one = { ...issue, keys: [key], path: [...issue.path, key] };
    return { ...one, message: sentence(one, inEnglish) };
  });
}

function sentence(issue: Issue, told: z.core.$ZodErrorMap): string {
  const words = told(issue as z.core.$ZodRawIssue);
  return typeof words === 'string' ? words : (words?.message ?? issue.message);
}

/** Holds every body, query and parameter to its contract. */
export class ContractPipe extends StandardSchemaValidationPipe {
  constructor() {
    super({ exceptionFactory: (issues) => new InvalidRequest(issues as unknown as Issue[]) });
  }

  /** Drops no field in silence, as Nest would `constructor` and `__proto__`: no contract knows them, so that they are refused. */
  protected override stripProtoKeys(): void {}

  override async transform<T>(value: T, metadata: ArgumentMetadata): Promise<T> {
    try {
      return await super.transform(value, metadata);
    } catch (error) {
      throw error instanceof InvalidRequest && metadata.type !== 'custom' ? error.in(metadata.type) : error;
    }
  }
}
