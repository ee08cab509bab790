import type { FakeModule } from '../../support/network/module-network/module-zip.ts';
import { MODULES, type Mood } from '../../support/network/module-network/world.ts';

/** One question to go and to the route. */
export interface Combination {
  readonly module: FakeModule;
  /** `KEY` stands for the verifier key of the world's database. */
  readonly env: Readonly<Record<string, string>>;
  readonly mood: Mood;
  /** Which hashes the main module's go.sum has; `none`: there is no main module. */
  readonly project: 'none' | 'both' | 'tree' | 'mod' | 'wrong' | 'empty';
  readonly cached: 'no' | 'all' | 'mod';
}

const P = 'https://proxy.golang.org';
const C = 'https://goproxy.corp.com';

/** Values by variable; the more often a value stands there, the more often it is drawn. '' leaves it unset. */
const VALUES: Readonly<Record<string, readonly string[]>> = {
  GOPROXY: [
    ...[
      '',
      '',
      `${P},direct`,
      `${P}|direct`,
      `${C},${P},direct`,
      `${C}|${P}|direct`,
      `${C},${P}`,
      `${C}|${P},off`,
    ],
    ...[
      'direct',
      'off',
      `${C},off`,
      `${C}|off`,
      'goproxy.corp.com',
      ` ${C} , direct `,
      `direct,${P}`,
      `${C}/,${P}`,
    ],
    ...['none', ',', 'ftp://x.org', `${C},nonsense`],
  ],
  GOPRIVATE: [
    '',
    '',
    '',
    'corp.com',
    '*.corp.com',
    '*.corp.com,corp.com,github.com/Azure',
    '*',
    'a.org, corp.com',
  ],
  GONOPROXY: [
    '',
    '',
    '',
    'none',
    'corp.com,*.corp.com',
    'github.com/azure',
    'github.com/*',
    'golang.org/x',
    '[',
  ],
  GONOSUMDB: ['', '', '', 'none', 'golang.org', 'github.com/Azure/*', 'https://corp.com', '*'],
  GOSUMDB: [
    'KEY',
    'KEY',
    'KEY',
    'KEY',
    'KEY https://sum.test.org',
    'off',
    'OFF',
    'sum.golang.org+insecure',
    'KEY a b',
  ],
  GOVCS: ['', '', '', '', 'public:off', 'github.com:hg', '*:git', 'private:git,public:off', 'github.com'],
  GOINSECURE: ['', '', '', 'corp.com', '*'],
  GO111MODULE: ['', '', '', '', '', 'on', 'on', 'auto', 'off', 'ON'],
};

const PROXY_STATUS = [200, 200, 200, 200, 404, 404, 410, 403, 500, 'refuse'] as const;
const HOST_STATUS = [200, 200, 200, 200, 404, 500, 'refuse'] as const;

/** The same combinations every time; the first ones are a sample of all. */
export function combinations(count: number): readonly Combination[] {
  const random = generator(20_261_122);
  const pick = <T>(items: readonly T[]): T => items[Math.floor(random() * items.length)] as T;
  return Array.from({ length: count }, () => {
    const env: Record<string, string> = {};
    for (const [key, values] of Object.entries(VALUES)) {
      const value = pick(values);
      if (value !== '') env[key] = value;
    }
    const mood: Mood = {
      'proxy.golang.org': pick(PROXY_STATUS),
      'goproxy.corp.com': pick(PROXY_STATUS),
      'sumdb:proxy.golang.org': pick([200, 200, 404, 410, 500]),
      'sumdb:goproxy.corp.com': pick([200, 404, 404, 403]),
      'sum.test.org': pick(HOST_STATUS),
      'corp.com': pick(HOST_STATUS),
      'git.corp.com': pick(HOST_STATUS),
      'vcs.corp.com': pick(HOST_STATUS),
      'github.com': pick(HOST_STATUS),
      'golang.org': pick(HOST_STATUS),
    };
    const cached = pick(['no', 'no', 'no', 'no', 'all', 'mod'] as const);
    const project = pick(['none', 'none', 'none', 'both', 'tree', 'mod', 'wrong', 'empty'] as const);
    return {
      module: pick(MODULES),
      env,
      mood,
      // A hash that differs is known beforehand only of what is in the cache.
      project: project === 'wrong' && cached === 'no' ? 'both' : project,
      cached,
    };
  });
}

/** mulberry32: numbers from 0 to 1, always the same. */
function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}
