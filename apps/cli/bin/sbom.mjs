import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './setup.mjs';

// Writes what this program is made of, from the lockfile alone: an SBOM (CycloneDX) and the list of licences. Arguments: a folder.
const folder = process.argv[2] ?? join(root, 'dist/sbom');
const npm = process.env.npm_execpath ? [process.execPath, process.env.npm_execpath] : ['npm'];
const args = ['sbom', '--package-lock-only', '--sbom-format=cyclonedx', '--sbom-type=application'];
const text = execFileSync(npm[0], [...npm.slice(1), ...args], {
  cwd: root,
  maxBuffer: 64_000_000,
  stdio: ['ignore', 'pipe', 'ignore'],
});
const sbom = JSON.parse(text);
// npm names it after the folder that the checkout lies in.
sbom.metadata.component.name = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).name;

const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'));
const byLicence = Map.groupBy
  ? Map.groupBy(licensed(packages), ({ licence }) => licence)
  : licensed(packages).reduce(
      (groups, one) => groups.set(one.licence, [...(groups.get(one.licence) ?? []), one]),
      new Map(),
    );
const lines = [...byLicence]
  .sort(([a], [b]) => (a < b ? -1 : 1))
  .flatMap(([licence, members]) => [
    `${licence} (${members.length})`,
    ...members.map(({ name }) => `  ${name}`).sort(),
    '',
  ]);

mkdirSync(folder, { recursive: true });
writeFileSync(join(folder, 'sbom.cdx.json'), `${JSON.stringify(sbom, null, 2)}\n`);
writeFileSync(join(folder, 'licences.txt'), lines.join('\n'));
console.log(`${sbom.components.length} components, ${byLicence.size} licences: ${folder}`);

function licensed(entries) {
  return Object.entries(entries).flatMap(([path, { version, license }]) =>
    path === ''
      ? []
      : [{ name: `${path.replace(/^.*node_modules\//, '')} ${version}`, licence: license ?? 'not told' }],
  );
}
