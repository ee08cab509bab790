import { byHand, command, dockerfile, setEnv } from '../../../src/core/remedy/forms.ts';
import { copyLine, quote } from '../../../src/core/remedy/quote.ts';
import type { Remedy } from '../../../src/core/remedy/remedy.ts';
import { type RuleSet, rule } from '../../../src/core/rule.ts';
import { plural } from '../../../src/core/text/plural.ts';
import { andRegenerate, IN_IMAGE, regenerate } from '../remedies.ts';

/**
 * No link can be made in a volume of the pod. One CA can be the file that OpenSSL reads whole, beside the directories
 * that it searches; more of them belong into one file, or get their names where the volume is made.
 */
function besideVolume({
  directory,
  files,
  links,
  free,
  directories,
}: {
  readonly directory: string;
  readonly files: readonly string[];
  readonly links: readonly { readonly name: string }[];
  readonly free: boolean;
  readonly directories: readonly string[];
}): readonly Remedy[] {
  const [file = ''] = files;
  const values = { SSL_CERT_FILE: `${directory}/${file}`, SSL_CERT_DIR: directories.join(':') };
  const names = links.map(({ name }) => name).join(', ');
  return [
    ...(free && files.length === 1 ? setEnv(values, 'OpenSSL reads that file beside its directories') : []),
    byHand('pod', `give the keys of the ConfigMap or Secret the names ${names}`),
    byHand(
      'pod',
      `put the CAs of ${directory} into one file, and name it in SSL_CERT_FILE beside SSL_CERT_DIR=${directories.join(':')}`,
    ),
  ];
}

const _ROOTS_INSIDE = [{ severity: 'warning', when: 'where the program of run has roots inside' }] as const;

function _whoFails(rootsInside: string | null): string {
  return rootsInside === null
    ? 'Every TLS connection fails with "certificate signed by unknown authority".'
    : `${rootsInside} has public roots inside and uses them; every other program fails with "certificate signed by unknown authority".`;
}

/** Where packages put stores: any other file is somebody's own, and no package makes it anew. */
const OF_IMAGE = /^\/(?:etc\/(?:ssl|pki)|usr\/(?:lib|share)\/(?:ssl|pki|ca-certificates))\//;

/** What one runtime finds and another does not: names in a certificate directory, and where each looks. */
export const directoryRules = {
  'hash-link-missing': rule<{
    directory: string;
    count: number;
    files: readonly string[];
    /** Under which name OpenSSL finds each. */
    links: readonly { readonly file: string; readonly name: string }[];
    /** The directory comes with the pod, or nobody can write there. */
    volume: boolean;
    /** SSL_CERT_FILE is not taken. */
    free: boolean;
    /** Those that OpenSSL searches. */
    directories: readonly string[];
  }>({
    title: 'OpenSSL does not find certificates that lie in its directory',
    severity: 'warning',
    cause:
      'OpenSSL opens a certificate directory only by names made of a hash of the subject (8 hex digits, a dot, a number). Go reads every file, whatever its name: so a certificate that was just copied there works in Go alone.',
    says: ['unable to get local issuer certificate'],
    message: ({ directory, count, files }) =>
      `${plural(count, 'certificate')} in ${directory} ${count === 1 ? 'has' : 'have'} no hash name, such as ${files.join(', ')}: Go takes ${count === 1 ? 'it' : 'them'}, OpenSSL does not.`,
    remedies: (e, { has }) => {
      const { directory, links } = e;
      if (e.volume) return besideVolume(e);
      return [
        ...command(links.map(({ file, name }) => `ln -sf ${quote(file)} ${quote(`${directory}/${name}`)}`)),
        // A link is better than a copy, where one can be made.
        ...(has('/bin/sh')
          ? []
          : [
              dockerfile(
                links.map(({ file, name }) =>
                  copyLine(`${directory}/${file}`, `${directory}/${name}`, '--from=build'),
                ),
              ),
            ]),
        byHand(
          'pod',
          `in a ConfigMap or Secret give the keys the names ${links.map(({ name }) => name).join(', ')}`,
        ),
      ];
    },
    restart: IN_IMAGE,
    example: {
      directory: '/etc/ssl/certs',
      count: 1,
      files: ['corp-root.pem'],
      links: [{ file: 'corp-root.pem', name: '1a2b3c4d.0' }],
      volume: false,
      free: true,
      directories: ['/etc/ssl/certs'],
    },
  }),
  'hash-link-dangling': rule<{ directory: string; count: number; links: readonly string[] }>({
    title: 'Links in a certificate directory lead nowhere',
    severity: 'warning',
    otherwise: [{ severity: 'info', when: 'where the bundle has them all' }],
    cause:
      'The files behind the links were removed, or the directory was copied from another image without them. OpenSSL stops at the first gap among the names of one hash, so certificates behind it are lost too.',
    message: ({ directory, count, links }) =>
      `${plural(count, 'link')} in ${directory} ${count === 1 ? 'leads' : 'lead'} nowhere, such as ${links.join(', ')}.`,
    remedies: ({ directory }) => [
      ...command(`for link in ${quote(directory)}/*; do [ -e "$link" ] || rm -f "$link"; done`),
      byHand('image', 'copy the bundle alone, not its directory of links'),
    ],
    restart: IN_IMAGE,
    example: { directory: '/etc/ssl/certs', count: 1, links: ['1a2b3c4d.0 -> corp-root.pem'] },
  }),
  'runtimes-disagree': rule<{
    has: string;
    lacks: string;
    count: number;
    left: number;
    where: string | null;
    /** OpenSSL has all of the file that SSL_CERT_FILE names, and nothing else. */
    alone: boolean;
    certificates: readonly string[];
  }>({
    title: 'One runtime has roots that another lacks',
    severity: 'warning',
    otherwise: [{ severity: 'info', when: 'where SSL_CERT_FILE names all that OpenSSL is to have' }],
    cause:
      'Go, OpenSSL and Node look in different places and read the same file by different rules. What a Go program trusts, a program on OpenSSL beside it (curl, git, Python) may not.',
    message: ({ has, lacks, count, left, where, alone, certificates }) =>
      alone
        ? `SSL_CERT_FILE names ${where}, and ${lacks} has what is in it alone: ${left}. ${has} reads its directories too and has ${count} more, such as ${certificates.join('; ')}.`
        : `${has} takes ${plural(count, 'certificate')} that ${lacks} does not take${where === null ? '' : ` from ${where}`}, such as ${certificates.join('; ')}. ${lacks} has ${left}.`,
    remedies: ({ where, lacks, alone }, platform) =>
      alone
        ? [
            byHand(
              'image',
              `none is needed for Go; for a program on ${lacks} put the public roots into ${where} too`,
            ),
          ]
        : where?.startsWith('/') && !OF_IMAGE.test(where)
          ? [
              byHand(
                'image',
                `take empty lines, and all that is no certificate, out of ${where}: ${lacks} reads no further than the first thing in it that is not as it should be`,
              ),
            ]
          : [
              ...(platform.family === 'alpine'
                ? command(`ln -sf certs/ca-certificates.crt /etc/ssl/cert.pem${andRegenerate(platform)}`)
                : []),
              ...regenerate(platform),
            ],
    restart: IN_IMAGE,
    example: {
      has: 'Go',
      lacks: 'OpenSSL',
      count: 144,
      left: 0,
      where: '/etc/ssl/cert.pem',
      alone: false,
      certificates: ['CN=ISRG Root X1, O=Internet Security Research Group, C=US'],
    },
  }),
} as const satisfies RuleSet;
