import { isDirectoryPath } from '../../../src/go/modules/gomod.ts';
import type { Project } from '../../../src/go/modules/project.ts';
import { vendorMismatches } from '../../../src/go/modules/vendor.ts';
import type { Seen } from '../facts.ts';
import type { GoEnvFinding } from '../rules/index.ts';

/** vendor/modules.txt of a workspace against go.work and the go.mod of its members. */
export function judgeVendoring({ module }: Seen, project: Project): GoEnvFinding[] {
  const { build, vendor, vendorList } = module;
  if (build.mod !== 'vendor' || vendor === null || vendorList === null) return [];
  const all = project.file.replace.map((one) => ({
    ...one,
    new: { ...one.new, path: relative(one.new.path, project.directory) },
  }));
  // A module of the workspace itself is not replaced, and need not be marked so; where it is marked, somebody
  // must have said it.
  const replace = all.filter(({ old }) => !project.mainModules.includes(old.path));
  const mismatches = [
    ...vendorMismatches({ ...project.file, replace }, vendorList).filter(
      ({ code }) => code !== 'replacement-superfluous',
    ),
    ...vendorMismatches({ ...project.file, replace: all }, vendorList).filter(
      ({ code }) => code === 'replacement-superfluous',
    ),
  ];
  if (mismatches.length === 0) return [];
  const modules = [...new Set(mismatches.map(({ module: name }) => name))];
  const args = { vendor, modules: modules.slice(0, 5), count: modules.length };
  return [{ rule: 'go-env/vendor-inconsistent', args }];
}

/** modules.txt names directories from go.work's own (modload, canonicalizeReplacePath). */
function relative(path: string, from: string): string {
  if (!isDirectoryPath(path) || !path.startsWith('/')) return path;
  const there = path.split('/');
  const here = from.split('/');
  while (there.length > 0 && there[0] === here[0]) {
    there.shift();
    here.shift();
  }
  const up = here.filter((name) => name !== '').map(() => '..');
  const steps = [...up, ...there];
  return steps.length === 0 ? '.' : steps[0] === '..' ? steps.join('/') : `./${steps.join('/')}`;
}
