import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import { z } from 'zod';
import { VERSION } from './version.ts';

/** The description of the API, made from the contracts: OpenAPI 3.1, the same bytes for the same code. */
function describeApi(app: NestFastifyApplication): OpenAPIObject {
  const head = new DocumentBuilder()
    .setOpenAPIVersion('3.1.0')
    .setTitle('Duban')
    .setDescription(
      'What meetings decide, followed to its end. Every POST takes an `Idempotency-Key`; what replaces a value takes ' +
        '`If-Match`; errors are problems (RFC 9457), all of which `/api/problems` lists.',
    )
    .setVersion(VERSION)
    .addCookieAuth('duban_session')
    .addBearerAuth()
    .build();
  const description = SwaggerModule.createDocument(app, head, {
    standardSchemaConverter: (schema, { schemaType }) => convert(schema as z.ZodType, schemaType),
    operationIdFactory: (controller, method) => `${controller.replace('Controller', '')}.${method}`,
  });
  return withProblemType(description);
}

/** Serves the description, made when it is first asked for, and a page to read it that loads nothing from elsewhere. */
export function serveApiReference(app: NestFastifyApplication): void {
  SwaggerModule.setup('api/docs', app, () => describeApi(app), {
    jsonDocumentUrl: 'api/openapi.json',
    raw: ['json'],
    customSiteTitle: 'Duban API',
    swaggerOptions: { validatorUrl: null },
  });
}

/** Schemas that have an id become components of that name, wherever they stand. */
function convert(schema: z.ZodType, io: 'input' | 'output') {
  const {
    $schema,
    $defs = {},
    ...root
  } = z.toJSONSchema(schema, { io, override: ({ jsonSchema }) => withoutNoise(jsonSchema) });
  const components = Object.entries($defs).map(([name, { id, ...definition }]) => [name, definition]);
  return { schema: root, components: Object.fromEntries(components) };
}

/** What a format or a type says already. */
function withoutNoise(schema: z.core.JSONSchema.BaseSchema): void {
  if (schema.format !== undefined) delete schema.pattern;
  if (schema.maximum === Number.MAX_SAFE_INTEGER) delete schema.maximum;
  if (schema.minimum === Number.MIN_SAFE_INTEGER) delete schema.minimum;
}

/** Nest describes every answer as plain JSON; the filter sends problems under their own type. */
function withProblemType(description: OpenAPIObject): OpenAPIObject {
  for (const path of Object.values(description.paths)) {
    for (const operation of [path.get, path.post, path.delete]) {
      const problem = operation?.responses.default;
      if (!problem || !('content' in problem)) continue;
      problem.content = { 'application/problem+json': problem.content?.['application/json'] ?? {} };
    }
  }
  return description;
}
