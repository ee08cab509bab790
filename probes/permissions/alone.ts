import type { Alone } from '../../src/core/probe.ts';
import type { RawFinding } from '../../src/core/rule.ts';
import { bitOf } from '../../src/target/posix/access.ts';

/** What the user of a manifest may do in its own volumes; who else is in a group only the image tells. */
export const alone: Alone = { worlds: (host) => [host], told };

const OF_VOLUME = new Set(
  'path-missing not-a-directory not-readable not-writable not-executable not-searchable read-only-mount noexec-mount'
    .split(' ')
    .map((id) => `permissions/${id}`),
);

function told(finding: RawFinding): RawFinding | null {
  const { rule, args } = finding;
  if (!OF_VOLUME.has(rule)) return null;
  return rule.endsWith('-mount') || !anyGroupMay(args) ? finding : null;
}

/** Another group of the user, which the image's group(5) may list, would be let in. */
function anyGroupMay({ who, mode, tried }: RawFinding['args']): boolean {
  if (who !== 'other' || typeof mode !== 'string' || typeof tried !== 'string') return false;
  const bit = bitOf(tried as Parameters<typeof bitOf>[0]);
  return (Number.parseInt(mode, 8) & (bit << 3)) !== 0;
}
