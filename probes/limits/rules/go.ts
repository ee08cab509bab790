import { byHand, setEnv } from '../../../src/core/remedy/forms.ts';
import { type RuleSet, rule } from '../../../src/core/rule.ts';
import { inUnits } from '../../../src/core/text/bytes.ts';
import { plural } from '../../../src/core/text/plural.ts';
import { LIMIT_UNITS } from '../../../src/go/memory-limit.ts';
import { STAYS } from './restart.ts';

const BY = {
  variable: 'as GOMAXPROCS says',
  quota: 'by the quota of its own control group, while that of one above is lower',
  cpus: 'it does not look at the quota',
} as const;

/** What Go takes of what there is. */
export const goRules = {
  'gomaxprocs-above-quota': rule<{
    /** Null: as many as a node has that nobody knows. */
    gomaxprocs: number | null;
    cpus: number;
    share: number;
    version: string;
    by: keyof typeof BY;
    /** What decides: the program, or the variable. */
    path: string | null;
    variable: string | null;
  }>({
    title: 'A Go program runs on more CPUs at once than its quota allows',
    severity: 'info',
    otherwise: [{ severity: 'warning', when: 'where GOMAXPROCS itself asks for more' }],
    cause:
      'The quota is time, not CPUs: a program that runs on eight at once has used up that of two after a quarter of each period, and stands still for the rest of it. Latency then jumps by up to 100 ms, at little load. Go before 1.25 knows nothing of the quota and takes every CPU of the node; from 1.25 on it takes the quota, rounded up and never less than two, of its own control group alone, and only where the go line of its main module says 1.25 or later.',
    message: ({ gomaxprocs, cpus, version, by }) =>
      `Go ${version} runs on ${gomaxprocs === null ? 'every CPU of the node' : plural(gomaxprocs, 'CPU')} at once (${BY[by]}); the quota is ${cpus}.`,
    remedies: ({ share, by }) => [
      ...setEnv({ GOMAXPROCS: String(share) }, 'the quota, rounded up'),
      ...(by === 'cpus' ? [byHand('image', 'build with Go 1.25 or later, with a go line that says so')] : []),
    ],
    restart: STAYS,
    example: {
      gomaxprocs: 8,
      cpus: 2,
      share: 2,
      version: '1.24.4',
      by: 'cpus',
      path: '/app',
      variable: null,
    },
  }),
  'gomaxprocs-invalid': rule<{ variable: string; value: string; share: number | null }>({
    title: 'GOMAXPROCS is no number that Go takes',
    severity: 'warning',
    cause:
      'Go takes whole numbers from 1 on, without blanks or units, and passes over anything else without a word: the program runs on as many CPUs as without it.',
    message: ({ value }) => `GOMAXPROCS=${value} is no whole number above 0: Go passes over it.`,
    remedies: ({ share }) =>
      setEnv(
        { GOMAXPROCS: share === null ? '' : String(share) },
        share === null ? 'an empty one counts as unset' : 'the quota, rounded up',
      ),
    restart: STAYS,
    example: { variable: 'GOMAXPROCS', value: '1.5', share: 2 },
  }),
  'gomemlimit-invalid': rule<{ variable: string; value: string; suggested: string }>({
    title: 'No Go program starts with this GOMEMLIMIT',
    severity: 'error',
    cause:
      'From Go 1.19 on the runtime reads GOMEMLIMIT before main: bytes, or a whole number with B, KiB, MiB, GiB or TiB, or off. With anything else, 512Mi of Kubernetes among it, the program ends at once with exit code 2.',
    says: ['malformed GOMEMLIMIT'],
    message: ({ value }) => `GOMEMLIMIT=${value} is none that Go takes: every Go program ends at its start.`,
    remedies: ({ suggested }) => setEnv({ GOMEMLIMIT: suggested }, LIMIT_UNITS),
    restart: STAYS,
    example: { variable: 'GOMEMLIMIT', value: '512Mi', suggested: '512MiB' },
  }),
  'gomemlimit-tiny': rule<{ variable: string; value: string; suggested: string }>({
    title: 'Go collects garbage at every allocation',
    severity: 'error',
    cause:
      'The runtime itself takes more than 4 MiB. Below that GOMEMLIMIT can never be kept, and the collector runs at each allocation: what takes 40 ms without it took 40 s. A number without a unit is bytes: a resourceFieldRef with divisor 1Mi gives 512 where 512MiB is meant.',
    message: ({ value }) =>
      `GOMEMLIMIT=${value} is less than Go itself needs: every Go program collects garbage all the time.`,
    remedies: ({ suggested }) => setEnv({ GOMEMLIMIT: suggested }, LIMIT_UNITS),
    restart: STAYS,
    example: { variable: 'GOMEMLIMIT', value: '512', suggested: '512MiB' },
  }),
  'gogc-invalid': rule<{ variable: string; value: string }>({
    title: 'GOGC is no number that Go takes',
    severity: 'warning',
    cause:
      'Go takes a whole number or off, in small letters, and passes over anything else without a word: garbage is collected as with 100.',
    message: ({ value }) => `GOGC=${value} is neither a whole number nor off: Go takes 100.`,
    remedies: ({ value }) => {
      const bare = value.replaceAll(/["' %]/g, '').toLowerCase();
      return setEnv({ GOGC: /^(?:off|\d{1,9})$/.test(bare) ? bare : '' }, 'an empty one counts as unset');
    },
    restart: STAYS,
    example: { variable: 'GOGC', value: '50%' },
  }),
  'gomemlimit-above-limit': rule<{
    variable: string;
    value: string;
    memoryBytes: number;
    suggested: string;
  }>({
    title: 'GOMEMLIMIT is above the memory that the container may use',
    severity: 'warning',
    cause:
      'Go collects garbage harder when it comes near GOMEMLIMIT. Above the limit of the container it never gets there: the kernel ends the program first (OOMKilled, exit code 137).',
    message: ({ value, memoryBytes }) =>
      `GOMEMLIMIT=${value} is more than the ${inUnits(memoryBytes)} that the container may use.`,
    remedies: ({ suggested }) => setEnv({ GOMEMLIMIT: suggested }, 'nine tenths of the limit'),
    restart: STAYS,
    example: { variable: 'GOMEMLIMIT', value: '1GiB', memoryBytes: 512 * 2 ** 20, suggested: '460MiB' },
  }),
  'gomemlimit-missing': rule<{ path: string; memoryBytes: number; suggested: string }>({
    title: 'A Go program does not know how much memory it may use',
    severity: 'info',
    cause:
      'No release of Go reads the memory limit of the control group. Without GOMEMLIMIT the heap may grow to twice of what is live before it is collected, and the kernel may end the program although most of that was garbage.',
    message: ({ path, memoryBytes }) =>
      `${path} is a Go program that may use ${inUnits(memoryBytes)}, and GOMEMLIMIT is not set.`,
    remedies: ({ suggested }) => setEnv({ GOMEMLIMIT: suggested }, 'nine tenths of the limit'),
    restart: STAYS,
    example: { path: '/app', memoryBytes: 512 * 2 ** 20, suggested: '460MiB' },
  }),
} as const satisfies RuleSet;
