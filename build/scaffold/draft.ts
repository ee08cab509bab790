import type { AnyProbe } from '../../src/core/probe.ts';

/** The title of a probe that nobody has thought of a title for. */
export const DRAFT_TITLE = 'What this probe looks at, in a few words';

/** A probe as `npm run new-probe` left it: the README's pictures do not show it yet. */
export function isDraft({ title }: AnyProbe): boolean {
  return title === DRAFT_TITLE;
}
