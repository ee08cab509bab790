import { looksInternal } from '../../../src/core/names/internal-host.ts';
import { matchPrefixPatterns } from '../../../src/go/settings/patterns.ts';
import type { Seen } from '../facts.ts';

/** Hosts that a remedy names at most. */
const MAX = 10;

/**
 * Hosts of required modules that look like an organisation's own and that the list does not match: their names
 * are nobody else's business, so that no remedy may have them asked of a public service.
 *
 * @param patterns GONOPROXY where it is about proxies, GONOSUMDB where about the checksum database
 */
export function ownHosts({ module, offline }: Seen, patterns: string): readonly string[] {
  const required = module.file?.require.map(({ path }) => path) ?? [];
  const paths = [...required, ...(offline?.missing ?? [])].filter(
    (path) => !matchPrefixPatterns(patterns, path),
  );
  return [...new Set(paths.map((path) => path.split('/', 1)[0] ?? path))].filter(looksInternal).slice(0, MAX);
}
