import { meantValue } from '../../../src/core/text/meant/meant-value.ts';
import type { Host } from '../../../src/target/host.ts';
import { type GoEnvFacts, setting } from '../facts.ts';
import type { GoEnvFinding } from '../rules/index.ts';

/** GOTMPDIR: go makes its work directory in it, but not it itself, and asks for an absolute one. */
export function judgeTemporary(host: Host, facts: GoEnvFacts): GoEnvFinding[] {
  const own = setting(facts, 'GOTMPDIR');
  if (own === null) return [];
  const { value, origin: from } = own;
  const path = value.startsWith('/') ? value : `${facts.directory}/${value}`;
  const stat = host.stat(path);
  const reason = !stat.ok
    ? stat.error.code === 'ENOENT' || stat.error.code === 'ENOTDIR'
      ? 'missing'
      : 'unreachable'
    : stat.value.type === 'directory'
      ? null
      : 'no-directory';
  if (reason === null) return [];
  const meant = meantValue(value)?.meant ?? null;
  return [{ rule: 'go-env/tmpdir-invalid', args: { value, path, reason, meant, from } }];
}
