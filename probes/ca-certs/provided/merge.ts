import type { Platform } from '../../../src/core/platform.ts';
import { command, setEnv } from '../../../src/core/remedy/forms.ts';
import { quote } from '../../../src/core/remedy/quote.ts';
import type { Remedy } from '../../../src/core/remedy/remedy.ts';

/* How what was provided comes to be read: what the distribution's tool takes, and what keeps it from it. */

export type Evidence = {
  readonly directory: string;
  readonly count: number;
  readonly certificates: readonly string[];
  readonly files: readonly string[];
  /** The directories that hold the files. */
  readonly folders: readonly string[];
  /** Those that Go reads now. */
  readonly directories: readonly string[];
  /** The files come with the pod: what is done in the image does not see them. */
  readonly mounted: boolean;
};

/** What lies here itself is neither trusted nor distrusted (update-ca-trust(8)). */
export const SOURCE = '/etc/pki/ca-trust/source';

export const isCrt = (path: string) => path.endsWith('.crt');

export function isPassedOver({ listed, files }: Evidence & { listed: boolean }): boolean {
  return listed || !files.every(isCrt);
}

export function whyPassedOver({ listed, files }: Evidence & { listed: boolean }): string {
  return listed
    ? '/etc/ca-certificates.conf does not list them.'
    : `update-ca-certificates passes over ${files.filter((path) => !isCrt(path)).join(', ')}: only *.crt counts.`;
}

/** Adds their directories to those that Go reads; the variable replaces its list. */
export function readThere({ directories, folders }: Evidence): readonly Remedy[] {
  return setEnv(
    { SSL_CERT_DIR: [...directories, ...folders].join(':') },
    'for Go, which reads every file there; OpenSSL finds hash names alone',
  );
}

/** The tool of the distribution, after what keeps it from taking the files. */
export function merge(e: Evidence & { listed: boolean }, { family }: Platform): readonly Remedy[] {
  if (family === 'scratch') return [];
  if (e.directory.startsWith('/etc/pki/trust') || e.directory.startsWith('/usr/share/pki/trust/'))
    return run('update-ca-certificates');
  if (e.directory === SOURCE) {
    const moved = e.files.map(quote).join(' ');
    return run(`cp ${moved} ${SOURCE}/anchors/ && update-ca-trust extract`, 'update-ca-trust');
  }
  if (/pki|trust-source/.test(e.directory)) return run('update-ca-trust extract', 'update-ca-trust');
  if (family !== 'debian') return run('update-ca-certificates');
  const names = e.files.map((path) => path.slice(e.directory.length + 1));
  const listing = e.listed
    ? [`printf '%s\\n' ${names.map(quote).join(' ')} >>/etc/ca-certificates.conf`]
    : [];
  const naming = e.files.filter((path) => !e.listed && !isCrt(path)).map(renamed);
  return run([...listing, ...naming, 'update-ca-certificates'].join(' && '), 'update-ca-certificates');
}

function run(line: string, program = line): readonly Remedy[] {
  return command(line, { needs: [`program:${program}`] });
}

/** `mv corp.pem corp.crt`; a mounted file keeps its place, so that it is copied. */
function renamed(path: string): string {
  return `cp ${quote(path)} ${quote(`${path.replace(/\.[^./]*$/, '')}.crt`)}`;
}
