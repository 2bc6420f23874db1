import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { RequestsInHand } from '../access/requests-in-hand.ts';
import type { Config, Settings } from '../config.ts';
import { RateLimits } from '../limits/rate-limits.ts';
import { readForms } from './form-body.ts';
import { BODY_LIMIT_BYTES, readJsonBodies } from './json-body.ts';
import { Metrics } from './metrics.ts';
import { serveApiReference } from './openapi.ts';
import { keepPastAnswers } from './past-answers.ts';
import { problemOf } from './problem.filter.ts';
import { faultOf } from './problem-of.ts';
import { keepCertificate, readCertificate } from './tls.ts';
import { serveWebApp } from './web-app.ts';

/** Of a whole request, so that a file may come by a slow line. */
const REQUEST_LIMIT_MS = 120_000;
const HEADERS_LIMIT_MS = 15_000;
const SLOWNESS_LOOKED_AT_EVERY_MS = 2_000;

/** A request id that a proxy gave and that is fit to be logged. */
const REQUEST_ID = /^[\w-]{1,64}$/;

export async function httpAdapter(settings: Settings): Promise<FastifyAdapter> {
  const certificate = await readCertificate(settings);
  const { trustedProxies } = settings;
  const patience = { headersTimeout: HEADERS_LIMIT_MS, connectionsCheckingInterval: SLOWNESS_LOOKED_AT_EVERY_MS };
  return new FastifyAdapter({
    trustProxy: trustedProxies.length > 0 ? trustedProxies : false,
    // With Fastify's own 72 s, one client that keeps its socket would hold up a shutdown for as long.
    keepAliveTimeout: 5000,
    bodyLimit: BODY_LIMIT_BYTES,
    // Who sends their request drop by drop holds a socket, and is cut off.
    requestTimeout: REQUEST_LIMIT_MS,
    ...(certificate ? { https: { ...certificate, minVersion: 'TLSv1.2', ...patience } } : { http: patience }),
    // What Fastify refuses before there is a route, and so before Nest and its filter.
    frameworkErrors: (error: FastifyError, request: FastifyRequest, reply: FastifyReply) => {
      const problem = problemOf(faultOf(error), request);
      reply.status(problem.status).type('application/problem+json').send(problem);
    },
    genReqId: ({ headers }: IncomingMessage) => {
      const given = headers['x-request-id'];
      return typeof given === 'string' && REQUEST_ID.test(given) ? given : randomUUID();
    },
  });
}

/** Everything about HTTP that is not a route; to be called before the app listens. */
export async function prepareHttp(app: NestFastifyApplication, config: Config): Promise<void> {
  app.useSecurityHeaders({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: "'self'",
        imgSrc: ["'self'", 'data:'],
        objectSrc: "'none'",
        baseUri: "'none'",
        formAction: "'self'",
        frameAncestors: "'none'",
      },
    },
    strictTransportSecurity: config.isHttps,
    xFrameOptions: { action: 'deny' },
  });
  app.enableCsrfProtection(config.publicUrl ? { trustedOrigins: [new URL(config.publicUrl).origin] } : {});
  limitRequests(app);
  readJsonBodies(app);
  readForms(app);
  app.get(Metrics).measure(app);
  keepPastAnswers(app);
  app
    .getHttpAdapter()
    .getInstance()
    .addHook('onRequest', async (request, reply) => {
      reply.header('x-request-id', request.id);
    });
  serveApiReference(app);
  allowStylesOfApiReference(app);
  await serveWebApp(app);
  if (config.tlsCertFile) {
    const stopWatching = keepCertificate(app.getHttpServer(), config);
    app
      .getHttpAdapter()
      .getInstance()
      .addHook('onClose', async () => stopWatching());
  }
}

/** Before anything is read of a request: also of one that leads nowhere, or to a page. */
function limitRequests(app: NestFastifyApplication): void {
  const [limits, requests] = [app.get(RateLimits), app.get(RequestsInHand)];
  app
    .getHttpAdapter()
    .getInstance()
    .addHook('onRequest', async (request, reply) => {
      requests.take(request, reply);
      try {
        limits.takeAddress(request, reply);
      } catch (error) {
        const problem = problemOf(faultOf(error), request);
        return reply.status(problem.status).type('application/problem+json').send(problem);
      }
    });
}

/** Scripts and styles come from our files only, but for the page of the API reference, which brings styles in its markup. */
function allowStylesOfApiReference(app: NestFastifyApplication): void {
  const name = 'content-security-policy';
  app
    .getHttpAdapter()
    .getInstance()
    .addHook('onRequest', async ({ url }, { raw }) => {
      if (url.startsWith('/api/docs')) raw.setHeader(name, `${raw.getHeader(name)};style-src 'self' 'unsafe-inline'`);
    });
}
