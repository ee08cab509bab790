import { byHand, ci, command, dockerfile } from '../../../src/core/remedy/forms.ts';
import { copyLine, quote, sourceOf } from '../../../src/core/remedy/quote.ts';
import type { Remedy } from '../../../src/core/remedy/remedy.ts';
import { type RuleSet, rule } from '../../../src/core/rule.ts';
import { plural } from '../../../src/core/text/plural.ts';
import { conversions } from '../formats/convert.ts';
import type { Holding } from '../formats/holding.ts';
import { intoStore } from '../formats/remedies.ts';
import { formatInWords } from '../formats/words.ts';
import { bring, fileNameOf, IN_IMAGE, IN_POD } from '../remedies.ts';

type Missing = {
  /** Fingerprint, subject or file, as the policy names it. */
  wanted: string;
  runtime: string;
  roots: number;
  /** Of a file: whose certificates are not there. */
  missing: readonly string[];
  holding: Holding | null;
};

type Unusable = {
  path: string;
  passwordFile: string | null;
  problem: string;
  holding: Holding;
};

const PROBLEMS: Readonly<Record<string, (args: Unusable) => string>> = {
  'no-certificates': ({ holding }) => {
    const words = formatInWords(holding);
    return `it holds no certificate${words === null ? '' : `: it is ${words}`}`;
  },
  'password-missing': () => 'its certificates are encrypted, and the policy names no passwordFile beside it',
  'password-wrong': ({ passwordFile }) => `the first line of ${passwordFile} is not its password`,
  'too-many-iterations': () =>
    'to derive its key takes more than a million iterations, for which no probe has the time',
  unsupported: () => 'it is encrypted, or made, in a way that probe-env does not know',
  damaged: () => 'it is damaged or cut short',
  'too-large': () => 'it is too large to hold certificates alone',
};

/** PEM of the same certificates needs no password: it is made where the image is built. */
function asPem({ path, holding }: Unusable): readonly Remedy[] {
  const name = path.replace(/^.*\//, '');
  return conversions({ ...holding, lock: 'password-missing' })
    .slice(0, 1)
    .map((way) =>
      ci(way.line(quote(name), quote(`${name}.pem`)), {
        why: `it asks for the password; then copy ${name}.pem into the image and name it in caCerts.required`,
      }),
    );
}

/** What the policy requires. */
export const requiredRules = {
  'required-missing': rule<Missing>({
    title: 'A certificate that the policy requires is not in the store',
    severity: 'error',
    otherwise: [{ severity: 'warning', when: 'where Go loads it and another runtime does not' }],
    cause:
      'The policy names certificates without which the service cannot work, such as the private CA of the company. Go does not take it in from any of its places, or OpenSSL does not, or a Node that this environment gives more than its own list.',
    message: ({ wanted, runtime, roots, missing, holding }) =>
      holding === null
        ? `No certificate ${wanted} among the ${roots} that ${runtime} loads.`
        : `${missing.length} of ${plural(holding.count ?? 0, 'certificate')} in ${wanted} ${missing.length === 1 ? 'is' : 'are'} not among the ${roots} that ${runtime} loads: ${missing.join('; ')}.`,
    remedies: ({ wanted, holding }, platform) =>
      holding === null
        ? bring(fileNameOf(wanted), platform)
        : [...intoStore(wanted, holding, platform), ...bring(fileNameOf(nameOfFile(wanted)), platform)],
    restart: IN_IMAGE,
    example: { wanted: 'CN=Corp Root CA', runtime: 'Go', roots: 144, missing: [], holding: null },
  }),
  'required-file-unreadable': rule<{ path: string; error: string; isPassword: boolean }>({
    title: 'A file of required certificates cannot be read',
    severity: 'error',
    cause:
      'caCerts.required of the policy names a file whose certificates must be in the store, or the file with its password, and this user cannot read it. What it asks for cannot be looked for.',
    message: ({ path, error, isPassword }) =>
      `${path}, which caCerts.required names${isPassword ? ' as passwordFile' : ''}, ${reasonOf(error)}: what is required is not known.`,
    remedies: ({ path, error, isPassword }) => {
      const closed = error === 'EACCES' || error === 'EPERM';
      const name = path.replace(/^.*\//, '');
      const opened = closed && !isPassword ? command(`chmod a+r ${quote(path)}`) : [];
      const copied = dockerfile(copyLine(sourceOf(name), path), {
        why: 'with the file in the build context',
      });
      // A password is no part of an image.
      const brought = closed || isPassword || error !== 'ENOENT' ? [] : [copied];
      const where = closed
        ? `give the group of this user the right to read ${path}`
        : `mount the file at ${path}, or name in the policy where it is`;
      return [...opened, ...brought, byHand('pod', where)];
    },
    restart: IN_POD,
    example: { path: '/etc/corp/ca.p7b', error: 'ENOENT', isPassword: false },
  }),
  'required-file-unusable': rule<Unusable>({
    title: 'A file of required certificates gives none',
    severity: 'error',
    cause:
      'caCerts.required of the policy names a file whose certificates must be in the store: PEM, DER, PKCS #7, PKCS #12 or a keystore of Java. It is something else, or damaged, or its password is missing or wrong. What it asks for cannot be looked for.',
    message: (args) =>
      `${args.path}, which caCerts.required names, gives no certificates: ${(PROBLEMS[args.problem] ?? (() => args.problem))(args)}.`,
    remedies: (args) => {
      const { path, passwordFile, problem } = args;
      if (problem === 'password-missing') {
        return [
          byHand('policy', `name beside file: ${path} the passwordFile, whose first line is the password`),
          ...asPem(args),
        ];
      }
      if (problem === 'password-wrong') {
        return [
          byHand('pod', `put the password of ${path} into the first line of ${passwordFile}, without quotes`),
          ...asPem(args),
        ];
      }
      const again = byHand('image', `bring ${path} again, with the certificates that are required, as PEM`);
      return problem === 'no-certificates' || problem === 'damaged' ? [again] : [...asPem(args), again];
    },
    restart: IN_POD,
    example: {
      path: '/etc/corp/ca.p12',
      passwordFile: null,
      problem: 'password-missing',
      holding: {
        format: 'pkcs12',
        inner: null,
        detail: null,
        count: null,
        certificates: [],
        privateKeys: 0,
        lock: 'password-missing',
        passwordFile: null,
        legacy: false,
        places: [],
      },
    },
  }),
} as const satisfies RuleSet;

const nameOfFile = (path: string) => path.replace(/^.*\//, '').replace(/\.[^.]*$/, '');

function reasonOf(error: string): string {
  switch (error) {
    case 'ENOENT':
    case 'ENOTDIR':
      return 'does not exist';
    case 'NOT_REGULAR':
      return 'is no file';
    case 'TOO_LARGE':
      return 'is too large to be one';
    default:
      return `cannot be read (${error})`;
  }
}
