import { afterAll, beforeAll, expect, it } from 'vitest';
import { isInHosts } from '../../../probes/resolver/files/hosts.ts';
import { nssOfGlibc } from '../../../probes/resolver/files/nsswitch.ts';
import { asksServers } from '../../../probes/resolver/questions/glibc-sources.ts';
import { WHOLE } from '../../support/suite/whole.ts';
import { describeReal, type GoToolchain, goToolchains, nodes } from '../../support/system/real-tools.ts';
import { ask, Workshop } from './resolver/ask.ts';
import { askFor, slice } from './resolver/bench.ts';
import { ANSWERED, CASES, NAMES } from './resolver/cases.ts';
import { CHOICES, isUnread, wrongChoices } from './resolver/choices.ts';
import { compare, questionsOf } from './resolver/compare.ts';
import { NSS_NAMES, NSS_WORLDS } from './resolver/nss-cases.ts';

/*
 * Real resolvers ask a server that notes each question; the files and variables are those of the case. In CI a slice of the
 * cases and the newest Go; `npm run test:deep` asks all.
 */
const NEEDS = { root: true, tools: ['unshare', 'gcc'] } as const;
const bench = { current: null as Workshop | null };
const workshop = () => {
  if (bench.current === null) throw new Error('not built');
  return bench.current;
};
const some = <T>(all: readonly T[], count: number) => (WHOLE ? all : slice(all, count));
const minorOf = ({ version }: GoToolchain) => Number(version.split('.')[1]);

beforeAll(() => {
  bench.current = new Workshop();
});
afterAll(() => bench.current?.remove());

describeReal('programs of C ask for the names that are said', NEEDS, () => {
  it.each([
    ['glibc', 'gcc', 120],
    ['musl', 'musl-gcc', 30],
  ] as const)(
    '%s',
    (runtime, compiler, count) => {
      const cases = [...some(CASES, count), ...ANSWERED];
      expect(compare(runtime, cases, askFor(workshop().c(compiler), cases), 0)).toEqual([]);
    },
    300_000,
  );

  it('glibc, as nsswitch.conf and hosts say', () => {
    const all = NSS_WORLDS.flatMap((world) => NSS_NAMES.map((name) => ({ ...world, name })));
    const cases = some(all, 120);
    const real = askFor(workshop().c('gcc'), cases);
    const wrong = cases.flatMap(({ files, name }, i) => {
      const nsswitch = files['/etc/nsswitch.conf'];
      const sources = nsswitch === undefined ? ('missing' as const) : nssOfGlibc(nsswitch ?? '');
      const said = asksServers(sources, isInHosts('glibc', files['/etc/hosts'] ?? '', name), () => 'unavail');
      const was = (real[i]?.asked.length ?? 0) > 0;
      return was === said ? [] : [{ nsswitch, name, was, said }];
    });
    expect(wrong).toEqual([]);
  });
});

describeReal('programs of Go ask for the names that are said', { ...NEEDS, go: true }, () => {
  const newest = goToolchains().slice(-1);

  it.each(WHOLE ? goToolchains() : newest)(
    'Go $version',
    (toolchain) => {
      const cases = [...some(CASES, 120), ...ANSWERED];
      const program = workshop().go(toolchain, false);
      expect(compare('go', cases, askFor(program, cases), minorOf(toolchain))).toEqual([]);
    },
    300_000,
  );

  // The releases whose rules differ from those of the newest.
  const differing = goToolchains().filter((one) => [19, 22].includes(minorOf(one)));
  const telling = CHOICES.filter(({ name, world }) => name === 'a.local' || isUnread(world));

  it.each(WHOLE ? goToolchains() : [...differing, ...newest])(
    'Go $version, or leave it to the C library',
    (toolchain) => {
      for (const cgo of WHOLE ? [false, true] : [true]) {
        const program = workshop().go(toolchain, cgo);
        const build = { minor: minorOf(toolchain), cgo };
        const choices = differing.includes(toolchain)
          ? [...some(telling, 40), ...some(CHOICES, 20)]
          : some(CHOICES, 100);
        expect(wrongChoices(program, build, WHOLE ? CHOICES : choices)).toEqual([]);
      }
    },
    300_000,
  );
});

describeReal('Node asks by two resolvers', { ...NEEDS, nodes: true }, () => {
  const program = new URL('./resolver/ask.cjs', import.meta.url).pathname;
  const cases = slice(CASES, WHOLE ? 100 : 8).filter(({ name }) => NAMES.includes(name));

  it.each(WHOLE ? nodes() : nodes().slice(-1))(
    'Node $version',
    ({ path }) => {
      const by = (how: string) =>
        ask(
          cases.map((one) => ({
            ...one,
            env: { ...one.env, HOME: '/' },
            argv: [path, program, how, one.name],
          })),
        );
      // dns.lookup is getaddrinfo of the C library.
      expect(compare('glibc', cases, by('lookup'), 0)).toEqual([]);
      // dns.resolve asks for the name alone, whatever the file says of domains.
      expect(by('resolve').map(questionsOf)).toEqual(cases.map(({ name }) => [name.replace(/\.$/, '')]));
    },
    120_000,
  );
});
