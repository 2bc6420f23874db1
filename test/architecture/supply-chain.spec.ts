import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ROOT } from './sources.ts';

const run = promisify(execFile);
// CC-BY is that of the holidays of other countries, which are data and named in the list of licences.
const LICENCES =
  /^(MIT|MIT-0|ISC|Apache-2\.0|BSD(-[23]-Clause)?|0BSD|BlueOak-1\.0\.0|MPL-2\.0|Python-2\.0|Unlicense|CC0-1\.0|Zlib|PostgreSQL|CC-BY-3\.0)$/;

interface Locked {
  readonly resolved?: string;
  readonly integrity?: string;
  readonly license?: string;
  readonly hasInstallScript?: boolean;
}

let packages: [string, Locked][];
let allowScripts: Record<string, boolean>;
let folder: string;
beforeAll(async () => {
  packages = Object.entries<Locked>(JSON.parse(await readFile(join(ROOT, 'package-lock.json'), 'utf8')).packages);
  packages = packages.filter(([path]) => path !== '');
  ({ allowScripts } = JSON.parse(await readFile(join(ROOT, 'package.json'), 'utf8')));
  folder = await mkdtemp(join(tmpdir(), `duban-test-${process.pid}-supply-`));
});
afterAll(() => rm(folder, { recursive: true }));

describe('every package', () => {
  it('is known by its digest, and comes from one registry', () => {
    expect(packages.length).toBeGreaterThan(300);
    expect(packages.filter(([, { integrity }]) => !integrity?.startsWith('sha512-')).map(([path]) => path)).toEqual([]);
    const elsewhere = packages.filter(
      ([, { resolved }]) => resolved && !resolved.startsWith('https://registry.npmjs.org/'),
    );
    expect(elsewhere.map(([path]) => path)).toEqual([]);
  });

  it('has a licence that goes with ours, or a choice of one', () => {
    const fits = (licence: string) =>
      licence.includes(' OR ')
        ? licence
            .replace(/[()]/g, '')
            .split(' OR ')
            .some((one) => LICENCES.test(one))
        : licence
            .replace(/[()]/g, '')
            .split(' AND ')
            .every((one) => LICENCES.test(one));
    expect(
      packages.filter(([, { license = 'none' }]) => !fits(license)).map(([path, { license }]) => `${path} ${license}`),
    ).toEqual([]);
  });

  it('that would run a script when it is installed is named, and may not', () => {
    const scripts = packages.filter(([, { hasInstallScript }]) => hasInstallScript);
    const names = scripts.map(([path]) => path.replace(/^.*node_modules\//, ''));
    expect(names.filter((name) => allowScripts[name] !== false)).toEqual([]);
    expect(Object.values(allowScripts)).not.toContain(true);
  });
});

describe('what the program is made of', () => {
  it('is written down whole, with its licences', async () => {
    await run(process.execPath, ['apps/cli/bin/sbom.mjs', folder], { cwd: ROOT });
    const sbom = JSON.parse(await readFile(join(folder, 'sbom.cdx.json'), 'utf8'));
    expect(sbom).toMatchObject({
      bomFormat: 'CycloneDX',
      metadata: { component: { name: 'duban', purl: expect.stringMatching(/^pkg:npm.duban@/) } },
    });
    const named = new Set(sbom.components.map(({ name }: { name: string }) => name));
    expect(packages.map(([path]) => path.replace(/^.*node_modules\//, '')).filter((name) => !named.has(name))).toEqual(
      [],
    );
    expect(await readFile(join(folder, 'licences.txt'), 'utf8')).toMatch(/^MIT \(\d+\)$/m);
  });
});

describe('known vulnerabilities', () => {
  const judge = async (report: object) => {
    const file = join(folder, 'report.json');
    await writeFile(file, JSON.stringify(report));
    return run(process.execPath, ['apps/cli/bin/vulnerabilities.mjs', '--report', file], { cwd: ROOT }).then(
      ({ stdout }) => ({ code: 0, stdout }),
      ({ code, stdout }) => ({ code, stdout }),
    );
  };
  const advisory = (severity: string) => ({
    vulnerabilities: {
      somepackage: {
        name: 'somepackage',
        via: [
          { url: 'https://github.com/advisories/GHSA-aaaa-bbbb-cccc', severity, title: 'It can be made to' },
          'other',
        ],
      },
    },
  });

  it('fail when they are grave, with what to do', async () => {
    const { code, stdout } = await judge(advisory('high'));
    expect(code).toBe(1);
    expect(stdout).toMatch(/high {2}somepackage: It can be made to \(GHSA-aaaa-bbbb-cccc\)/);
    expect(stdout).toMatch(/known-vulnerabilities\.json/);
  });

  it('are told and no more when they are slight, and when the registry cannot be asked', async () => {
    expect((await judge(advisory('moderate'))).code).toBe(0);
    const unasked = await judge({ message: '405 Method Not Allowed' });
    expect(unasked.code).toBe(0);
    expect(unasked.stdout).toMatch(/could not be asked \(405 Method Not Allowed\); nothing was checked/);
  });

  it('that are lived with have a reason and a last day', async () => {
    const known = JSON.parse(await readFile(join(ROOT, 'known-vulnerabilities.json'), 'utf8'));
    for (const one of known)
      expect(one).toEqual({
        id: expect.stringMatching(/^GHSA-/),
        package: expect.any(String),
        because: expect.any(String),
        until: expect.stringMatching(/^\d{4}-\d\d-\d\d$/),
      });
  });
});
