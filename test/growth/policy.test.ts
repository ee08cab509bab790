import { describe, expect, it } from 'vitest';
import { probes } from '../../probes/index.ts';
import { golangImage, policyFile, withEnv } from '../support/memory/machines.ts';
import { runMain } from '../support/runs/run-main.ts';
import { growthOf } from './measure.ts';

/** No policy is longer. */
const MAX_BYTES = 250_000;
/** Entries of the longest list that is tried. */
const MOST = 6400;

type Entry = (i: number) => unknown;
const paths = (entry: Entry) => (list: (entry: Entry) => readonly unknown[]) => ({
  permissions: { paths: list(entry) },
});

/** Lists of a policy whose entries all bring something to be said. */
const LISTS: Readonly<Record<string, (list: (entry: Entry) => readonly unknown[]) => unknown>> = {
  'paths in one directory that is missing': paths((i) => ({ path: `/m/${i}`, need: ['read'] })),
  'paths to be made in it': paths((i) => ({ path: `/m/${i}`, need: ['read', 'create'] })),
  'paths in as many directories': paths((i) => ({ path: `/m${i}/d`, need: ['read'] })),
  'one path again and again': paths(() => ({ path: '/etc/passwd', need: ['read', 'execute'] })),
  'subjects of CAs': (list) => ({ caCerts: { required: list((i) => ({ subject: `CN=${i}` })) } }),
  'fingerprints of CAs': (list) => ({
    caCerts: { required: list((i) => ({ sha256: i.toString(16).padStart(64, '0') })) },
  }),
  'files of CAs': (list) => ({ caCerts: { required: list((i) => ({ file: `/m/${i}` })) } }),
  'names to look up': (list) => ({ resolver: { names: list((i) => `a${i}.example`) } }),
  'addresses to reach directly': (list) => ({ proxy: { direct: list((i) => `a${i}.example`) } }),
  'ports to be reached at': (list) => ({ listeners: { ports: list((i) => ({ port: i + 1 })) } }),
  'ports of the program': (list) => ({ app: { ports: list((i) => i + 1) } }),
  'private modules': (list) => ({ goEnv: { privateModules: list((i) => `a.example/${i}`) } }),
  'required modules': (list) => ({ goEnv: { requiredModules: list((i) => `a.example/${i}`) } }),
};

const { trees = [], ...machine } = withEnv(golangImage('debian'), {
  HTTPS_PROXY: 'http://10.0.0.1:3128',
  NO_PROXY: 'corp.example',
});

describe('time grows no faster than n log n with a list of a policy', () => {
  it.each(Object.entries(LISTS))(
    '%s',
    async (_, policyOf) => {
      const of = (size: number) => policyOf((entry) => Array.from({ length: size }, (_, i) => entry(i)));
      const longest = Math.min(MOST, Math.floor((MAX_BYTES / JSON.stringify(of(MOST)).length) * MOST));
      const growth = await growthOf(
        (size) => {
          const policy = of(size);
          const options = { ...machine, trees: [...trees, policyFile(JSON.stringify(policy))], probes };
          const argv = ['--format', 'json', '--timeout', '60s'];
          return async () => expect([0, 1]).toContain((await runMain(argv, options)).code);
        },
        { size: Math.floor(longest / 4), longest },
      );
      expect(growth).toBeNull();
    },
    60_000,
  );
});
