import type { Host } from '../../../src/target/host.ts';
import { parentOf } from '../../../src/target/posix/walk-path.ts';
import type { Seen } from '../facts.ts';
import type { GoEnvFinding } from '../rules/index.ts';
import { importedOf } from '../sources/imports.ts';

/** Packages whose directories are asked about, and bytes of modules.txt. */
const MAX_PACKAGES = 256;
const MAX_BYTES = 4 * 1024 * 1024;

/**
 * Directories that vendor/modules.txt lists and that are not there: a pattern of .dockerignore or .gitignore (lib,
 * build, bin) left them out. go compares modules.txt with go.mod, and not with the directories.
 */
export function judgeVendored(host: Host, { module }: Seen): GoEnvFinding[] {
  const { build, vendor, vendorList, mismatches } = module;
  if (build.mod !== 'vendor' || vendor === null) return [];
  // go goes on without a list where nothing is required, and stops at one that it cannot read.
  const path = `${vendor}/modules.txt`;
  const stat = vendorList === null ? host.stat(path) : null;
  if (stat?.ok && stat.value.type === 'directory')
    return [{ rule: 'go-env/vendor-list-directory', args: { vendor } }];
  if (vendorList === null || mismatches.length > 0) return [];
  const list = host.readFile(path, { maxBytes: MAX_BYTES });
  if (!list.ok) return [];
  const packages = list.value
    .toString('utf8')
    .split(/\r?\n/)
    .filter((line) => /^[^#\s]\S*$/.test(line));
  const missing = packages.slice(0, MAX_PACKAGES).filter((name) => {
    const stat = host.stat(`${vendor}/${name}`);
    return !stat.ok && stat.error.code === 'ENOENT';
  });
  if (missing.length === 0) return [];
  const imported = importedOf(host, parentOf(vendor), 'packages', missing);
  const [first = ''] = [...imported, ...missing];
  const args = { vendor, package: first, count: missing.length };
  // What only another system, a test or another package imports a build may do without.
  return [{ rule: 'go-env/vendor-incomplete', args, ...(imported.size > 0 ? {} : { severity: 'warning' }) }];
}
