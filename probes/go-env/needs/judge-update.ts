import { compareGo, fromToolchain, isGoVersion } from '../../../src/go/gover.ts';
import { goAtLeast } from '../../../src/go/release.ts';
import type { Seen } from '../facts.ts';
import type { GoEnvFinding } from '../rules/index.ts';

/**
 * Lines of go.mod that go reads and would write otherwise: a build would, and may not (cmd/go/internal/modload,
 * UpdateGoModFromReqs). A go line such as 1.21.0rc1, which is no version. A toolchain line that says what the go line says,
 * or names nothing from 1.21 on; -mod=mod takes it out. Workspaces go on.
 */
export function judgeUpdate({ module, values }: Seen, path: string): GoEnvFinding[] {
  const { main, gowork, build } = module;
  if (main === null || gowork !== null || !goAtLeast(values.GOVERSION ?? null, '1.21')) return [];
  const { go, toolchain } = main;
  const finding = (verb: string, value: string): GoEnvFinding => {
    const line = main.newer.find((one) => one.verb === verb)?.line ?? 1;
    const error = `updates to go.mod needed, for "${verb} ${value}" is not what go would write`;
    return { rule: 'go-env/go-mod-invalid', args: { path, line, error } };
  };
  if (go !== null && !isGoVersion(go)) return [finding('go', go)];
  if (toolchain === null || build.mod === 'mod') return [];
  const version = fromToolchain(toolchain);
  const needless = toolchain === `go${go}` || version === null || compareGo(version, '1.21') < 0;
  return needless ? [finding('toolchain', toolchain)] : [];
}
