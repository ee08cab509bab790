import { hang } from '../text/wrap.ts';
import type { Remedy, Where } from './remedy.ts';

/** The remedy that fits best as a text: where and why in its first line, then what to paste, indented. */
export function remedyText(remedies: readonly Remedy[]): string {
  return remediesText(bestOf(remedies));
}

/** Every remedy as a text; `prose` may break the lines that nobody pastes. */
export function remediesText(remedies: readonly Remedy[], prose = (line: string) => line): string {
  return remedies
    .map((remedy, index) => {
      const head = prose(introOf(remedy, index));
      return [head, ...remedy.lines.map((line) => hang(line, '  ', '  '))].join('\n');
    })
    .join('\n');
}

/** What stands above the lines of a remedy that has others before it. */
export function introOf(remedy: Remedy, index: number): string {
  return `${index === 0 || goesOn(remedy) ? '' : 'or '}${headOf(remedy)}`;
}

/**
 * The first one; and the next one with it where the two are image and pod: what sets a variable or makes a
 * directory cannot be seen from inside, and one of the two has no effect where the other decides.
 */
export function bestOf([first, second]: readonly Remedy[]): readonly Remedy[] {
  if (first === undefined) return [];
  const pair = second !== undefined && [first.where, second.where].sort().join() === 'image,pod';
  return pair ? [first, second] : [first];
}

/** The second half of the one before it, and no other way. */
function goesOn({ lines, why }: Remedy): boolean {
  return lines.length === 0 && /^(?:and|then) /.test(why);
}

/** What stands above the lines of a remedy: where it is done, and why. */
export function headOf(remedy: Remedy): string {
  const { lines, why } = remedy;
  if (lines.length === 0) return why;
  return why === '' ? `${place(remedy)}:` : `${place(remedy)}, ${why}:`;
}

function place({ where, syntax, lines, needs }: Remedy): string {
  if (where === 'image') {
    if (needs.includes('root')) return 'in the Dockerfile, before USER';
    return needs.includes('user') ? 'in the Dockerfile, after USER' : 'in the Dockerfile';
  }
  if (where === 'container') return needs.includes('root') ? 'here, as root' : 'here';
  if (where === 'pod' && syntax === 'shell') return 'with kubectl';
  if (where === 'pod' && syntax === 'options') return 'as options of docker run';
  if (where === 'pod' && lines[0]?.startsWith('services:')) return 'in the file of Compose';
  if (where === 'pod') return lines[0]?.startsWith('spec:') ? 'in the pod' : 'in the pod, at the container';
  return PLACES[where];
}

const PLACES: Readonly<Record<Exclude<Where, 'image' | 'container' | 'pod'>, string>> = {
  host: 'on the node',
  policy: 'in the policy',
  ci: 'where the image is built',
};
