import { createPrivateKey, X509Certificate } from 'node:crypto';
import { unwatchFile, watchFile } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { Server } from 'node:https';
import { createSecureContext } from 'node:tls';
import type { Settings } from '../config.ts';
import { logger } from '../logger.ts';

const LOOKED_AT_EVERY_MS = 2_000;

export interface Certificate {
  readonly cert: Buffer;
  readonly key: Buffer;
}

type Files = Pick<Settings, 'tlsCertFile' | 'tlsKeyFile'>;

/** The certificate with its key; null when the settings name none. Throws, naming the setting, when they cannot be used. */
export async function readCertificate({ tlsCertFile, tlsKeyFile }: Files): Promise<Certificate | null> {
  if (!tlsCertFile || !tlsKeyFile) return null;
  const [cert, key] = [await read('TLS_CERT_FILE', tlsCertFile), await read('TLS_KEY_FILE', tlsKeyFile)];
  const certificate = understood(
    () => new X509Certificate(cert),
    `TLS_CERT_FILE: ${tlsCertFile} is no certificate in PEM`,
  );
  const privateKey = understood(
    () => createPrivateKey(key),
    `TLS_KEY_FILE: ${tlsKeyFile} is no private key in PEM without a passphrase`,
  );
  if (!certificate.checkPrivateKey(privateKey))
    throw new Error(
      `TLS_KEY_FILE: ${tlsKeyFile} is not the key of the certificate in ${tlsCertFile}; give the pair that belongs together`,
    );
  if (new Date(certificate.validTo) < new Date())
    logger.warn(`TLS_CERT_FILE: the certificate in ${tlsCertFile} ended on ${certificate.validTo}; browsers refuse it`);
  understood(() => createSecureContext({ cert, key }), `TLS_CERT_FILE: ${tlsCertFile} cannot be used`);
  return { cert, key };
}

/**
 * Has new connections use the files as they are now whenever they change, without a restart. A pair that does not fit, as
 * while it is being replaced, is told in the log, and the one before goes on. Answers with how to end the watching.
 */
export function keepCertificate(server: object, files: Files): () => void {
  const names = [files.tlsCertFile, files.tlsKeyFile].filter((name) => name !== undefined);
  const renew = () =>
    readCertificate(files).then(
      (certificate) => {
        if (certificate && server instanceof Server) server.setSecureContext({ ...certificate, minVersion: 'TLSv1.2' });
        logger.info('the certificate was read anew');
      },
      (error: Error) => logger.error(`The certificate before is used on: ${error.message}`),
    );
  for (const name of names) watchFile(name, { interval: LOOKED_AT_EVERY_MS, persistent: false }, renew);
  return () => {
    for (const name of names) unwatchFile(name, renew);
  };
}

async function read(setting: string, path: string): Promise<Buffer> {
  return readFile(path).catch((error: Error) => {
    throw new Error(`${setting}: ${path} cannot be read (${error.message})`);
  });
}

function understood<T>(work: () => T, otherwise: string): T {
  try {
    return work();
  } catch (cause) {
    throw new Error(`${otherwise} (${(cause as Error).message})`, { cause });
  }
}
