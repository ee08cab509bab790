import type { Host } from '../../../src/target/host.ts';
import { readMounts } from '../../../src/target/posix/mounts.ts';
import type { GoEnvFinding } from '../rules/index.ts';

/**
 * Directories and dangling links in the place of go.mod and go.work; `gomod` is the go.mod that go takes then, null without
 * one.
 */
export function judgeNoFile(
  host: Host,
  paths: readonly string[],
  gomod: string | null,
): readonly GoEnvFinding[] {
  const mounts = readMounts(host) ?? [];
  return paths.map((path) => {
    const link = host.readlink(path);
    const mounted = mounts.some(({ mountPoint }) => mountPoint === path);
    const args = { path, gomod, link: link.ok ? link.value : null, mounted };
    const rule = 'go-env/module-not-a-file';
    return path.endsWith('.mod') ? { rule, args } : { rule, args, severity: 'warning' };
  });
}
