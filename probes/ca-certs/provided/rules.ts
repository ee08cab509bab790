import type { Platform } from '../../../src/core/platform.ts';
import { command, setEnv } from '../../../src/core/remedy/forms.ts';
import { quote } from '../../../src/core/remedy/quote.ts';
import type { Remedy } from '../../../src/core/remedy/remedy.ts';
import { type RuleSet, rule } from '../../../src/core/rule.ts';
import { plural } from '../../../src/core/text/plural.ts';
import { IN_IMAGE } from '../remedies.ts';

type Evidence = {
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

const FOUND = {
  count: 1,
  certificates: ['CN=Corp Root'],
  directories: ['/etc/ssl/certs', '/etc/pki/tls/certs'],
  mounted: false,
} as const;

const REQUIRED = { severity: 'error', when: 'where the policy requires one of them' } as const;

/** CAs that somebody provided, and that nobody reads. */
export const providedRules = {
  'anchors-unmerged': rule<Evidence & { listed: boolean }>({
    title: 'A CA was provided and never made a part of the bundle',
    severity: 'warning',
    otherwise: [REQUIRED],
    cause:
      'No program reads /usr/local/share/ca-certificates or the anchors of RHEL: a tool of the distribution makes the bundle of what lies there, and somebody has to run it after the file was copied or mounted. On Debian it takes files named *.crt alone, and from /usr/share/ca-certificates only those that /etc/ca-certificates.conf lists.',
    says: ['x509: certificate signed by unknown authority'],
    message: (e, { family }) => {
      const { count, directory, certificates } = e;
      const passed = family === 'debian' && isPassedOver(e) ? ` ${whyPassedOver(e)}` : '';
      return `${plural(count, 'certificate')} in ${directory} (${certificates.join('; ')}) ${count === 1 ? 'is' : 'are'} in no bundle that Go reads.${passed}`;
    },
    remedies: (e, platform) => {
      const set = readThere(e);
      const merged = merge(e, platform);
      return e.mounted ? [...set, ...merged] : [...merged, ...set];
    },
    restart: IN_IMAGE,
    example: {
      directory: '/usr/local/share/ca-certificates',
      files: ['/usr/local/share/ca-certificates/corp.crt'],
      folders: ['/usr/local/share/ca-certificates'],
      listed: false,
      ...FOUND,
    },
  }),
  'subdirectory-unread': rule<Evidence>({
    title: 'A directory inside a certificate directory holds CAs that nobody reads',
    severity: 'warning',
    otherwise: [REQUIRED],
    cause:
      'Go and OpenSSL read the files of a certificate directory, and never those of the directories in it.',
    says: ['x509: certificate signed by unknown authority'],
    message: ({ count, directory, certificates }) =>
      `${plural(count, 'certificate')} in ${directory} (${certificates.join('; ')}) ${count === 1 ? 'is' : 'are'} not read: Go and OpenSSL do not look into directories of a certificate directory.`,
    remedies: (e) => readThere(e),
    restart: IN_IMAGE,
    example: {
      directory: '/etc/ssl/certs/custom',
      files: ['/etc/ssl/certs/custom/corp.pem'],
      folders: ['/etc/ssl/certs/custom'],
      ...FOUND,
    },
  }),
} as const satisfies RuleSet;

const isCrt = (path: string) => path.endsWith('.crt');

function isPassedOver({ listed, files }: Evidence & { listed: boolean }): boolean {
  return listed || !files.every(isCrt);
}

function whyPassedOver({ listed, files }: Evidence & { listed: boolean }): string {
  return listed
    ? '/etc/ca-certificates.conf does not list them.'
    : `update-ca-certificates passes over ${files.filter((path) => !isCrt(path)).join(', ')}: only *.crt counts.`;
}

/** Adds their directories to those that Go reads; the variable replaces its list. */
function readThere({ directories, folders }: Evidence): readonly Remedy[] {
  return setEnv(
    { SSL_CERT_DIR: [...directories, ...folders].join(':') },
    'for Go, which reads every file there; OpenSSL finds hash names alone',
  );
}

/** The tool of the distribution, after what keeps it from taking the files. */
function merge(e: Evidence & { listed: boolean }, { family }: Platform): readonly Remedy[] {
  if (family === 'scratch') return [];
  if (e.directory.startsWith('/etc/pki/trust') || e.directory.startsWith('/usr/share/pki/trust/'))
    return run('update-ca-certificates');
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
