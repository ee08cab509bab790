import { spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { numbered, repeated } from '../growth/families.ts';
import { makePem } from '../support/files/certs.ts';
import { fakeGo } from '../support/memory/machines.ts';
import { BUNDLE } from '../support/runs/built-file.ts';

const KIB = 1024;
const MIB = 1024 * KIB;

/** An input that repeats itself, as large as what is read may be. */
export interface Repetitive {
  readonly name: string;
  /** Files by path; the working directory is their root, which `$` stands for in a variable. */
  readonly files?: Readonly<Record<string, string>>;
  readonly env?: Readonly<Record<string, string>>;
}

const bundle = (name: string, text: string): Repetitive => ({
  name: `CA bundle: ${name}`,
  files: { 'ca.pem': text },
  env: { SSL_CERT_FILE: '$/ca.pem' },
});
const module = (name: string, text: string, list?: string): Repetitive => ({
  name: `go.mod: ${name}`,
  files: { 'go.mod': text, ...(list === undefined ? {} : { 'vendor/modules.txt': list }) },
});
const variable = (key: string, name: string, value: string): Repetitive => ({
  name: `${key}: ${name}`,
  files: { 'go.mod': 'module corp.example/a\n\ngo 1.24\n' },
  env: { [key]: value },
});
const policy = (name: string, text: string): Repetitive => ({
  name: `policy: ${name}`,
  files: { 'policy.yaml': text },
  env: { PROBE_ENV_CONFIG: '$/policy.yaml' },
});

const HEAD = 'module corp.example/a\n\ngo 1.24\n\n';
/** Linux takes no variable of 128 KiB. */
const VARIABLE = 127 * KIB;
const POLICY = 255 * KIB;
/** go-env reads no larger go.mod. */
const MODULE = 4 * MIB - KIB;

/** Nothing is wrong with it, nor large. */
export const HEALTHY = module('two lines', HEAD);

export const REPETITIVE: readonly Repetitive[] = [
  bundle('200 000 line ends', '\n'.repeat(200_000)),
  bundle('16 million line ends', '\n'.repeat(16_000_000)),
  bundle('16 million blanks and tabs', ' \t'.repeat(8_000_000)),
  bundle('16 million letters in one line', 'A'.repeat(16_000_000)),
  bundle('200 000 beginnings', '-----BEGIN CERTIFICATE-----\n'.repeat(200_000)),
  bundle('200 000 ends', '-----END CERTIFICATE-----\n'.repeat(200_000)),
  bundle('100 000 empty blocks', '-----BEGIN CERTIFICATE-----\n-----END CERTIFICATE-----\n'.repeat(100_000)),
  bundle('beginnings and headers', '-----BEGIN CERTIFICATE-----\nA: b\n'.repeat(200_000)),
  bundle('dashes alone', '-'.repeat(8_000_000)),
  bundle('one certificate 5 000 times', makePem().repeat(5000)),
  module('beginnings of tokens', HEAD + repeated('eyJ-')(MODULE)),
  module('names of secrets', HEAD + repeated('token-')(MODULE)),
  module('credentials', HEAD + repeated('https://u:p@h ')(MODULE)),
  module('quotes alone', HEAD + repeated('"')(MODULE)),
  module('one line of words', HEAD + repeated('word ')(MODULE)),
  module('an opening quote and escapes', `${HEAD}require "${repeated('\\"')(MODULE)}`),
  module('line ends alone', HEAD + '\n'.repeat(MODULE)),
  module('100 000 requirements', HEAD + numbered((i) => `require a.example/${i} v1.0.0\n`)(3 * MIB)),
  module(
    '10 000 replacements and what is vendored',
    HEAD + numbered((i) => `replace a.example/${i} v1.0.0 => b.example/${i} v1.0.0\n`)(580_000),
    numbered((i) => `# a.example/${i} v1.0.0 => b.example/${i} v1.0.1\n`)(490_000),
  ),
  module(
    '10 000 replacements of one module',
    HEAD + numbered((i) => `replace a.example/b v1.0.${i} => ../b\n`)(400_000),
    numbered((i) => `# a.example/b v1.0.${i} => ../b\n`)(330_000),
  ),
  variable('GOFLAGS', 'flags that no go knows', numbered((i) => `-x${i} `)(VARIABLE)),
  variable('GOFLAGS', 'quotes alone', "'".repeat(VARIABLE)),
  variable('GOPRIVATE', 'patterns, all different', numbered((i) => `*.a${i}.example/x,`)(VARIABLE)),
  variable('GOPRIVATE', 'braces', '{a,b}'.repeat(VARIABLE / 5)),
  variable('GOPROXY', 'proxies, all different', numbered((i) => `https://p${i}.example,`)(VARIABLE)),
  variable('GONOSUMDB', 'stars', '*a'.repeat(VARIABLE / 2)),
  variable('TZ', 'letters', 'A'.repeat(VARIABLE)),
  variable('TZ', 'blanks and quotes', `x${' "'.repeat(VARIABLE / 2 - 1)}x`),
  variable('TZ', 'digits', `A${'1'.repeat(VARIABLE)}`),
  policy('keys that are none, all different', numbered((i) => `k${i}: v\n`)(POLICY)),
  policy('list items', `permissions:\n${'  - x\n'.repeat(POLICY / 6)}`),
  policy('one letter', 'a'.repeat(POLICY)),
  policy('openings', '['.repeat(POLICY)),
  policy('names of secrets', 'token-'.repeat(POLICY / 6)),
];

export interface Cost {
  readonly code: number | null;
  readonly stdout: string;
  /** Milliseconds of CPU, which other work on the machine does not lengthen. */
  readonly cpuMs: number;
  /** The most memory that it held, MiB. */
  readonly peakMib: number;
}

export interface CostOptions {
  /** The program; default the bundle. */
  readonly file?: string;
  /** Files that take the pid of what is to be limited (see {@link Group}). */
  readonly procs?: readonly string[];
}

/**
 * Runs the bundle on such an input, with a deadline that does not cut it short. What was killed before it could
 * tell has no figures, NaN.
 */
export async function costOf(
  { files = {}, env = {} }: Repetitive,
  { file = BUNDLE, procs = [] }: CostOptions = {},
): Promise<Cost> {
  const root = mkdtempSync(join(tmpdir(), 'probe-env-repetitive-'));
  const figures = join(root, 'figures');
  const put = (path: string, text: string) => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  };
  put('bin/go', fakeGo('1.26.10'));
  chmodSync(join(root, 'bin/go'), 0o755);
  put(
    'figures.cjs',
    `process.on('exit', () => require('node:fs').writeFileSync(${JSON.stringify(figures)}, JSON.stringify(process.resourceUsage())))`,
  );
  for (const [path, text] of Object.entries(files)) put(path, text);
  const own = Object.fromEntries(
    Object.entries(env).map(([key, value]) => [key, value.replace(/^\$/, root)]),
  );
  try {
    const enter = procs.map((path) => `echo $$ > ${path}; `).join('');
    const command = [process.execPath, '--require', join(root, 'figures.cjs'), file, '-f', 'json'];
    const child = spawn('/bin/sh', ['-c', `${enter}exec "$@"`, 'sh', ...command, '--timeout', '60000'], {
      cwd: root,
      env: { PATH: `${root}/bin:/usr/bin:/bin`, HOME: root, ...own },
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    const parts: Buffer[] = [];
    child.stdout.on('data', (part: Buffer) => parts.push(part));
    const code = await new Promise<number | null>((resolve) => child.on('close', resolve));
    const used = existsSync(figures)
      ? (JSON.parse(readFileSync(figures, 'utf8')) as NodeJS.ResourceUsage)
      : { userCPUTime: Number.NaN, systemCPUTime: Number.NaN, maxRSS: Number.NaN };
    return {
      code,
      stdout: Buffer.concat(parts).toString('utf8'),
      cpuMs: (used.userCPUTime + used.systemCPUTime) / 1000,
      peakMib: used.maxRSS / 1024,
    };
  } finally {
    rmSync(root, { recursive: true });
  }
}
