import { dockerfile, dockerRun, setEnv } from '../../../src/core/remedy/forms.ts';
import { type RuleSet, rule } from '../../../src/core/rule.ts';
import { inUnits } from '../../../src/core/text/bytes.ts';
import { plural } from '../../../src/core/text/plural.ts';
import { STAYS } from './restart.ts';

/** What Node takes of what there is. */
export const nodeRules = {
  'heap-above-limit': rule<{
    variable: string | null;
    heapBytes: number;
    memoryBytes: number;
    by: string | null;
    major: number;
    suggested: number;
  }>({
    title: 'The heap of Node may grow beyond the memory of the container',
    severity: 'info',
    otherwise: [{ severity: 'warning', when: 'where an option of NODE_OPTIONS says so' }],
    cause:
      'V8 collects garbage harder when it comes near the largest heap that it may have: half of the memory up to 2 GiB (4 GiB from 15 GiB on), never less than 256 MiB, or what --max-old-space-size says. Where that is more than the container may use, the kernel ends Node first (OOMKilled, exit code 137).',
    message: ({ heapBytes, memoryBytes, by }) =>
      `The heap may have ${inUnits(heapBytes)}${by === null ? '' : ` (${by})`}, the container ${inUnits(memoryBytes)}.`,
    remedies: ({ suggested }) => [
      dockerfile(`ENV NODE_OPTIONS=--max-old-space-size=${suggested}`, {
        why: 'three quarters of the limit, with the other options that stand there now',
      }),
    ],
    restart: STAYS,
    example: {
      variable: 'NODE_OPTIONS',
      heapBytes: 4144 * 2 ** 20,
      memoryBytes: 1024 * 2 ** 20,
      by: '--max-old-space-size=4096',
      major: 24,
      suggested: 768,
    },
  }),
  'threadpool-invalid': rule<{ variable: string; value: string; threads: number; suggested: number }>({
    title: 'UV_THREADPOOL_SIZE is not read as it was meant',
    severity: 'warning',
    cause:
      'libuv, which does the work of Node that may block, reads UV_THREADPOOL_SIZE as C does: the digits at its beginning. Without any, as where it is empty or begins with a quote, that is 0, and 0 is made 1: files, names (dns.lookup), zlib and crypto then wait for each other on one thread. Below 0 it is 1024.',
    message: ({ value, threads }) =>
      `${value === '' ? 'An empty UV_THREADPOOL_SIZE' : `UV_THREADPOOL_SIZE=${value}`} gives Node ${plural(threads, 'thread')} for files, names, zlib and crypto.`,
    remedies: ({ suggested }) =>
      setEnv({ UV_THREADPOOL_SIZE: String(suggested) }, 'a whole number from 1 to 1024; unset it is 4'),
    restart: STAYS,
    example: { variable: 'UV_THREADPOOL_SIZE', value: '"16"', threads: 1, suggested: 16 },
  }),
  'threadpool-above-pids': rule<{
    variable: string;
    value: string;
    threads: number;
    needed: number;
    pids: number;
    suggested: number;
  }>({
    title: 'Node starts more threads than the container may have',
    severity: 'warning',
    cause:
      'libuv starts all threads of UV_THREADPOOL_SIZE when the first of them is needed, for the first file or name, and aborts Node (SIGABRT, exit code 134, without a word) where one of them cannot be started. pids.max counts threads too, and Node has seven beside them.',
    message: ({ value, needed, pids }) =>
      `With UV_THREADPOOL_SIZE=${value} Node needs ${needed} threads; the container may have ${pids} processes and threads.`,
    remedies: ({ needed, suggested }) => [
      ...setEnv({ UV_THREADPOOL_SIZE: String(suggested) }, 'what the limit has room for'),
      dockerRun(`--pids-limit ${needed + 128}`),
    ],
    restart: STAYS,
    example: {
      variable: 'UV_THREADPOOL_SIZE',
      value: '128',
      threads: 128,
      needed: 135,
      pids: 100,
      suggested: 88,
    },
  }),
} as const satisfies RuleSet;
