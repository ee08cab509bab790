import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { WHOLE } from '../../support/suite/whole.ts';
import { describeReal, tool } from '../../support/system/real-tools.ts';
import { emptyRoot, glibcRoot, muslRoot, type Root, StartBench } from './bench.ts';
import { compare, hasStarted, problemOf } from './compare.ts';
import { mutants } from './mutants.ts';
import { compiled, goPrograms, patched, scripts, withLibraries } from './programs.ts';

const USER = 12345;
const UIDS = WHOLE ? [0, USER] : [USER];
const SEED = 20261127;

const foreign = () => (process.arch === 'x64' ? null : 'a machine with x86-64');

describeReal(
  'programs start, or do not, as the kernel and the loaders say',
  { tools: ['gcc', 'busybox'], root: true, also: foreign },
  () => {
    let bench: StartBench;
    let roots: Readonly<Record<string, Root>>;
    beforeAll(() => {
      bench = new StartBench();
      roots = {
        glibc: glibcRoot(bench),
        empty: emptyRoot(bench),
        ...(tool('musl-gcc') === null ? {} : { musl: muslRoot(bench) }),
      };
    });
    afterAll(() => bench.close());

    /** All roots, or the one where the most is to be seen. */
    const usual = (name: string) => (WHOLE ? roots : { [name]: roots[name] as Root });

    it('from compilers, with glibc, musl and for another processor', () => {
      const { count, wrong } = compare(roots, compiled(bench), { uids: UIDS });
      expect(wrong).toEqual([]);
      expect(count).toBeGreaterThanOrEqual(24);
    });

    it('with a changed header, cut, closed, or behind links', () => {
      expect(
        compare(usual('glibc'), patched(bench), { uids: [0, USER], silent: ['x-for-others'] }).wrong,
      ).toEqual([]);
    });

    it('scripts, and what people take for them', () => {
      const silent = ['script-unreadable'];
      expect(compare(usual('glibc'), scripts(), { uids: [0, USER], silent }).wrong).toEqual([]);
    });

    it('with libraries where glibc looks for them, and elsewhere', () => {
      expect(compare(usual('glibc'), withLibraries(bench, 'gcc'), { uids: UIDS }).wrong).toEqual([]);
    });

    it.skipIf(tool('musl-gcc') === null)('with libraries where musl looks for them, and elsewhere', () => {
      expect(compare(usual('musl'), withLibraries(bench, 'musl-gcc'), { uids: UIDS }).wrong).toEqual([]);
    });

    it.runIf(WHOLE)(
      'from each Go, with and without cgo',
      () => {
        expect(compare(roots, goPrograms(bench), { uids: UIDS }).wrong).toEqual([]);
      },
      1_200_000,
    );

    it('damaged: what the kernel refuses is never said to start, nor what starts to be refused', () => {
      const source = '#include <stdio.h>\nint main(void) { puts("started"); return 0; }\n';
      const plain = readFileSync(bench.build('to-damage', 'gcc', source));
      const root = roots.glibc as Root;
      const wrong: unknown[] = [];
      let refused = 0;
      for (const bytes of mutants(plain, WHOLE ? 10_000 : 300, SEED)) {
        root.write('/t/damaged', bytes);
        const problem = problemOf(root, '/t/damaged');
        const started = root.start(['/t/damaged']);
        if (started.errno !== null) refused++;
        // What is missing at the end of a file that was cut is zero to whoever runs it.
        const lacksZeros =
          problem?.code === 'truncated' &&
          plain.subarray(bytes.length, problem.wanted ?? plain.length).every((byte) => byte === 0);
        const isWrong = problem === null ? started.errno !== null : hasStarted(started) && !lacksZeros;
        if (isWrong) {
          const changed = [...bytes.entries()].filter(([at, byte]) => byte !== plain[at]);
          wrong.push({ size: bytes.length, changed, started, problem });
        }
      }
      expect(wrong).toEqual([]);
      expect(refused).toBeGreaterThan(20);
    }, 3_600_000);
  },
);
