import { byHand, command } from '../../../src/core/remedy/forms.ts';
import { quote } from '../../../src/core/remedy/quote.ts';
import { type RuleSet, rule } from '../../../src/core/rule.ts';
import { plural } from '../../../src/core/text/plural.ts';
import { spokenWhen } from '../../../src/core/time/when.ts';
import { conversions } from '../formats/convert.ts';
import type { Holding } from '../formats/holding.ts';
import { adviceFor, fetchAgain } from '../formats/remedies.ts';
import { formatInWords, holdsInWords } from '../formats/words.ts';
import { bring, IN_IMAGE, sourceName } from '../remedies.ts';
import { type Evidence, isCrt, isPassedOver, merge, readThere, SOURCE, whyPassedOver } from './merge.ts';

type Ended = {
  readonly directory: string;
  readonly count: number;
  readonly certificates: readonly { readonly subject: string; readonly date: string }[];
  readonly files: readonly string[];
  /** ISO 8601, UTC. */
  readonly now: string;
};

type Unusable = {
  readonly path: string;
  readonly problem: 'dangling' | 'empty' | 'directory' | 'format';
  /** Where the link points. */
  readonly target: string | null;
  readonly holding: Holding | null;
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
    says: [
      'x509: certificate signed by unknown authority',
      'unable to get local issuer certificate',
      'self-signed certificate in certificate chain',
    ],
    message: (e, { family }) => {
      const { count, directory, certificates } = e;
      const passed =
        directory === SOURCE
          ? ' update-ca-trust takes plain certificates from anchors/ in it alone.'
          : family === 'debian' && isPassedOver(e)
            ? ` ${whyPassedOver(e)}`
            : '';
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
  'anchor-ended': rule<Ended>({
    title: 'A CA was provided that is past its date',
    severity: 'warning',
    cause:
      'It lies where the distribution takes CAs of your own from, and is not in the bundle. To merge it would change nothing: chains that end in it are refused with "certificate has expired or is not yet valid".',
    says: ['x509: certificate signed by unknown authority'],
    message: ({ directory, certificates, count, now }) => {
      const told = certificates.map(({ subject, date }) => `${subject} ended ${spokenWhen(date, now)}`);
      const more = count > certificates.length ? `; and ${count - certificates.length} more` : '';
      return `In ${directory}: ${told.join('; ')}${more}.`;
    },
    remedies: ({ files }, platform) => [
      byHand(
        'image',
        `ask whoever runs the CA for the certificate that came after it, and put that in the place of ${files.join(', ')}`,
      ),
      ...bring(sourceName(files[0] ?? ''), platform),
    ],
    restart: IN_IMAGE,
    example: {
      directory: '/usr/local/share/ca-certificates',
      count: 1,
      certificates: [{ subject: 'Corp Root CA', date: '2024-03-01T00:00:00.000Z' }],
      files: ['/usr/local/share/ca-certificates/corp.crt'],
      now: '2026-11-21T12:00:00.000Z',
    },
  }),
  'anchor-unusable': rule<Unusable>({
    title: 'A file among the CAs of your own is none that can be merged',
    severity: 'warning',
    cause:
      'update-ca-certificates copies every *.crt of /usr/local/share/ca-certificates into the bundle as it is: DER, an empty file or a page become bytes that every loader passes over, and it says no more than "does not contain exactly one certificate". A link that leads nowhere it does not see at all.',
    says: ['x509: certificate signed by unknown authority'],
    message: ({ path, problem, target, holding }, { family }) => {
      if (problem === 'directory')
        return `${path} is a directory, not a file: Docker and the kubelet make one where the file that is to be mounted is not there.`;
      if (problem === 'dangling') return `${path} is a link to ${target}, which is not there.`;
      const words = holding === null ? null : formatInWords(holding);
      const holds = holding === null ? '' : holdsInWords(holding);
      return `${path} ${problem === 'empty' ? 'is empty' : `is ${words ?? 'no certificate'}${holding?.inner === 'pem' ? '' : ', not PEM'}`}${holds === '' ? '' : `; ${holds}`}: nobody takes a certificate from it.${isCrt(path) || family !== 'debian' ? '' : ' update-ca-certificates passes over it without a word: only *.crt counts.'}`;
    },
    remedies: ({ path, problem, target, holding }, platform) => {
      if (problem === 'directory')
        return [
          byHand(
            'pod',
            `mount a file at ${path} that is there on the node or in the volume (subPath names its key)`,
          ),
          byHand('image', `take the directory ${path} out, and put the certificate there as a file`),
        ];
      if (problem === 'dangling' || holding === null) {
        return problem === 'dangling'
          ? [byHand('image', `bring ${target}, or put the certificate itself at ${path}`)]
          : [fetchAgain(path)];
      }
      const file = quote(path);
      const made = conversions(holding).flatMap(({ line, needs }) =>
        command(
          // Its link is there already: only --fresh makes the hash names anew.
          isCrt(path)
            ? `${line(file, '/tmp/rewritten')} && cat /tmp/rewritten >${file} && rm /tmp/rewritten && update-ca-certificates --fresh`
            : `${line(file, quote(path.replace(/\.\w+$/, '.crt')))} && update-ca-certificates`,
          { needs: [...needs, 'program:update-ca-certificates'] },
        ),
      );
      return [
        ...(platform.family === 'scratch' ? [] : made),
        ...adviceFor(path, holding),
        byHand(
          'image',
          `bring the certificate of ${path} as PEM: it begins with -----BEGIN CERTIFICATE-----`,
        ),
      ];
    },
    restart: IN_IMAGE,
    example: {
      path: '/usr/local/share/ca-certificates/corp.crt',
      problem: 'format',
      target: null,
      holding: {
        format: 'der',
        inner: null,
        detail: null,
        count: 1,
        certificates: [{ subject: 'Corp Root CA', date: '2031-05-01T00:00:00.000Z' }],
        privateKeys: 0,
        lock: null,
        passwordFile: null,
        legacy: false,
        places: [],
      },
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
