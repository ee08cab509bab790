import { expect } from 'vitest';
import { parseTarget } from '../../../../probes/proxy/address/target.ts';
import { curl, git } from '../../../../probes/proxy/readers/curl.ts';
import type { Reader } from '../../../../probes/proxy/readers/reader.ts';
import { apt, busybox, wget } from '../../../../probes/proxy/readers/wget.ts';
import type { Answer, World } from './ask.ts';
import { LOCAL_URLS, URLS, WORLDS } from './cases.ts';

/** Every address in every environment. */
export const ALL: readonly World[] = WORLDS.map((env) => ({ env, urls: [...URLS, ...LOCAL_URLS] }));

/** Every `step`-th environment, with every address. */
export function every(step: number): readonly World[] {
  return ALL.filter((_, i) => i % step === 0);
}

/** Every `step`-th environment, with a few addresses: another few in each. */
export function sparse(step: number): readonly World[] {
  return ALL.flatMap(({ env, urls }, i) =>
    i % step === 0 ? [{ env, urls: urls.filter((_, j) => (i / step + j) % 5 === 0) }] : [],
  );
}

export const READERS = { curl, git, wget, busybox, apt } as const;

/** Whom the real program asks, and whom it is said to ask. */
export function compare(
  reader: Reader,
  worlds: readonly World[],
  answers: readonly (readonly Answer[])[] | null,
): void {
  const different = worlds.flatMap(({ env, urls }, i) =>
    urls.flatMap((url, j) => {
      const real = answers?.[i]?.[j];
      const said = predicted(reader, env, url);
      return said === real ? [] : [`${JSON.stringify(env)} ${url}: real ${real}, said ${said}`];
    }),
  );
  expect(different.slice(0, 30)).toEqual([]);
}

function predicted(reader: Reader, env: World['env'], url: string): Answer {
  const target = parseTarget(url);
  const decision = target === null ? null : reader.decide(env, target);
  if (decision?.kind === 'refused') return 'error';
  return decision?.kind === 'proxy' ? Number(/:(31\d\d)/.exec(decision.value)?.[1]) : null;
}
