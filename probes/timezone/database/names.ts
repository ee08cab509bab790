import { spelledOut } from './areas.ts';
import { OLD_NAMES } from './table.ts';

let replaced: ReadonlyMap<string, string> | undefined;

/** Old names and what they were replaced by, from tzdata's own links: ICU shows many by the old name still. */
export function oldNames(): ReadonlyMap<string, string> {
  replaced ??= new Map(
    OLD_NAMES.trim()
      .split('\n')
      .flatMap((line) => {
        const [name = '', ...old] = line.split(' ').map(spelledOut);
        return old.map((one) => [one, name] as const);
      }),
  );
  return replaced;
}
