import type { Host } from '../../../src/target/host.ts';
import type { GoEnvFacts, Seen } from '../facts.ts';
import type { GoEnvFinding } from '../rules/index.ts';
import { findUp } from './module.ts';

/**
 * Sources, and go looks for a go.mod in vain: `go build`, `go run .` and `go test` end, `go run FILE` works. Go passes over a
 * go.mod in the very directory for temporary files (cmd/go/internal/modload, findModuleRoot). In a workspace its modules can
 * be built from here by their directories.
 */
export function judgeNoModule(
  host: Host,
  { directory }: GoEnvFacts,
  { module, values }: Seen,
): readonly GoEnvFinding[] {
  const unread = module.gowork !== null && module.main === null;
  if (unread || /^(?:auto|off)$/.test(values.GO111MODULE ?? '')) return [];
  const args = { directory, ignored: findUp(host, directory, 'go.mod') };
  const severity = module.gowork === null ? {} : ({ severity: 'warning' } as const);
  return [{ rule: 'go-env/module-missing', args, ...severity }];
}
