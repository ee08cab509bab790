import type { DraftField } from '../../src/core/policy/draft.ts';
import type { GoVersionFacts } from './facts.ts';

/** The same line of Go, and no older release of it. */
export async function draft({ version }: GoVersionFacts): Promise<readonly DraftField[]> {
  if (version === null || version.gccgo) return [];
  const { major, minor, semver } = version;
  return [
    {
      key: 'range',
      value: `>=${semver} <${major}.${minor + 1}`,
      comment: 'This line of Go, and no older release of it.',
    },
  ];
}
