import type { ProxyFacts } from '../facts.ts';
import { entriesOf } from '../list/entries.ts';
import { commonList, deaf } from '../list/everywhere.ts';
import type { ProxyFinding } from '../rules/index.ts';
import type { Target } from '../target.ts';

const LOCAL: readonly Target[] = [
  { scheme: 'http', host: 'localhost', port: 8080 },
  { scheme: 'http', host: '127.0.0.1', port: 8080 },
];

/** What is asked on this very machine, such as a health check, goes to a proxy that cannot know it. Go alone never does so. */
export function judgeLocal({ env, runtimes }: ProxyFacts): readonly ProxyFinding[] {
  const list = env.NO_PROXY || env.no_proxy || '';
  // What is on the list and has no effect is told of the list.
  const listedAlready = entriesOf(list).flatMap(({ plain }) => plain);
  const unlisted = LOCAL.filter(({ host }) => !listedAlready.includes(host));
  const others = runtimes.filter(({ name }) => name !== 'apt');
  const names = deaf(env, unlisted, others);
  if (names.length === 0) return [];
  const { value } = commonList(env, entriesOf(`localhost,127.0.0.1,::1,${list}`), runtimes);
  const listed = names.filter((name) => name !== 'busybox');
  return [
    {
      rule: 'proxy/localhost-proxied',
      args: { names, value: listed.length === 0 ? null : value },
      ...(listed.length === 0 ? { severity: 'info' } : {}),
    },
  ];
}
