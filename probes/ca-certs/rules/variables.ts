import { byHand, dockerfile, setEnv, takeOut } from '../../../src/core/remedy/forms.ts';
import { copyLine, quote, sourceOf } from '../../../src/core/remedy/quote.ts';
import type { Remedy } from '../../../src/core/remedy/remedy.ts';
import { type RuleSet, rule } from '../../../src/core/rule.ts';
import { SLIP_WORDS } from '../../../src/core/text/meant/slip-words.ts';
import type { Part, PathSlip } from '../loaders/slips.ts';
import { IN_POD, leftFor } from '../remedies.ts';

type Evidence = {
  variable: string;
  /** The directory of SSL_CERT_DIR that is not there; else the whole value. */
  path: string;
  slip: PathSlip['slip'] | null;
  meant: string | null;
  parts: readonly Part[];
  /** SSL_CERT_DIR: a file stands there. */
  isFile: boolean;
  /** Null: nobody knows, since an image decides it. */
  roots: number | null;
};

/** What else is found in the value of a variable that names files. */
const WORDS: Readonly<Record<PathSlip['slip'], string>> = {
  ...SLIP_WORDS,
  list: 'it is a list, and the variable takes one file',
  separator: 'its directories stand apart by colons alone',
  url: 'it is a URL, and the variable takes a path',
  tilde: 'only shells replace ~ and $HOME',
  glob: 'it is a pattern, and the variable takes the directory itself',
  content: 'it is a certificate, and the variable takes the path of a file',
};

function why({ slip, variable, path, isFile }: Evidence): string {
  if (isFile) return `${variable} names ${path}, which is no directory.`;
  // It may be a key.
  if (slip === 'content') return `${variable} holds PEM: ${WORDS.content}.`;
  return `${variable} names ${path}, which does not exist${slip === null ? '' : `: ${WORDS[slip]}`}.`;
}

/** One file of several, or a directory of each. */
function ofList(variable: string, parts: Evidence['parts']): readonly Remedy[] {
  const there = parts.filter(({ type }) => type !== null);
  const files = there.filter(({ type }) => type === 'file').map(({ path }) => path);
  const [only] = files;
  if (only === undefined || files.length < there.length) return [];
  if (files.length === 1) return setEnv({ [variable]: only }, 'the one that is there');
  const joined = '/etc/ssl/joined.pem';
  const line = `RUN cat ${files.map(quote).join(' ')} >${joined}`;
  const [image] = setEnv({ [variable]: joined });
  return [
    dockerfile([line, ...(image?.lines ?? [])], {
      needs: ['root', 'program:cat'],
      why: 'all of them in one file',
    }),
  ];
}

/** What variables say. */
export const variableRules = {
  'override-missing': rule<Evidence>({
    title: 'A variable names CA certificates that are not there',
    severity: 'error',
    otherwise: [
      {
        severity: 'warning',
        when: 'for NODE_EXTRA_CA_CERTS; where SSL_CERT_DIR names a directory that is there too',
      },
    ],
    cause:
      'SSL_CERT_FILE replaces the list of bundles that Go and OpenSSL try, SSL_CERT_DIR their directories; NODE_EXTRA_CA_CERTS adds to the list of Node. A path that leads nowhere is passed over in silence: what the variable was set for is without effect. Quotes, blanks and line ends that an env file leaves in the value are part of the path, and SSL_CERT_FILE takes one file, not a list.',
    says: ['x509: certificate signed by unknown authority'],
    message: (args) =>
      `${why(args)} ${args.variable === 'NODE_EXTRA_CA_CERTS' ? 'Node warns of it and goes on with its own list.' : args.roots === null ? 'Go has no roots of that file.' : leftFor(null, args.roots)}`,
    remedies: ({ variable, path, slip, meant, parts, isFile, roots }) => {
      if (meant !== null && meant !== '') return setEnv({ [variable]: meant });
      if (slip === 'list') {
        const directories = byHand(
          'pod',
          'name in SSL_CERT_DIR, which takes a list, the directories that hold the files',
        );
        return [...ofList(variable, parts), takeOut(variable), directories];
      }
      if (isFile) {
        return [takeOut(variable), byHand('pod', `name ${path} in SSL_CERT_FILE, which takes one file`)];
      }
      if (slip === 'content')
        return [byHand('pod', `put what ${variable} holds into a file of a volume, and name that file`)];
      if (variable === 'SSL_CERT_DIR' || slip !== null) return [takeOut(variable)];
      const name = path.replace(/^.*\//, '');
      // `~` and the like are no place to copy to.
      if (!path.startsWith('/')) return [takeOut(variable)];
      const brought = dockerfile(copyLine(sourceOf(name), path), {
        why: 'with the file in the build context',
      });
      const gone = (roots ?? 0) > 0 || variable === 'NODE_EXTRA_CA_CERTS' ? [takeOut(variable)] : [];
      return [...gone, brought, byHand('pod', `mount it at ${path}`)];
    },
    restart: IN_POD,
    example: {
      variable: 'SSL_CERT_FILE',
      path: '/etc/ssl/corp.pem',
      slip: null,
      meant: null,
      parts: [],
      isFile: false,
      roots: 0,
    },
  }),
} as const satisfies RuleSet;
