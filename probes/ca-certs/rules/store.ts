import { byHand, command, dockerfile, setEnv, takeOut } from '../../../src/core/remedy/forms.ts';
import { quote } from '../../../src/core/remedy/quote.ts';
import type { Remedy } from '../../../src/core/remedy/remedy.ts';
import { type RuleSet, rule } from '../../../src/core/rule.ts';
import { plural } from '../../../src/core/text/plural.ts';
import { fetchAgain } from '../formats/remedies.ts';
import {
  andRegenerate,
  BUNDLE,
  IN_IMAGE,
  IN_POD,
  install,
  leftFor,
  leftWith,
  mendNamed,
  NOTHING_TO_GO,
  regenerate,
} from '../remedies.ts';

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

const ROOTS_INSIDE = [{ severity: 'warning', when: 'where the program of run has roots inside' }] as const;

function whoFails(rootsInside: string | null): string {
  return rootsInside === null
    ? 'Every TLS connection fails with "certificate signed by unknown authority".'
    : `${rootsInside} has public roots inside and uses them; every other program fails with "certificate signed by unknown authority".`;
}

/** Whether there is a store at all, and whether it can be read. */
export const storeRules = {
  'bundle-missing': rule<{ looked: readonly string[]; rootsInside: string | null }>({
    title: 'There are no CA certificates',
    severity: 'error',
    otherwise: ROOTS_INSIDE,
    cause:
      'The image holds no CA bundle where Go looks for one, and no certificate directory: slim, scratch and distroless-like images start without. Without roots no server certificate can be verified.',
    says: ['x509: certificate signed by unknown authority'],
    message: ({ looked, rootsInside }) =>
      `No CA bundle at ${looked[0]} or any other place where Go looks. ${whoFails(rootsInside)}`,
    remedies: (_, platform) => install(platform),
    restart: IN_IMAGE,
    example: { looked: ['/etc/ssl/certs/ca-certificates.crt'], rootsInside: null },
  }),
  'never-configured': rule<{ directory: string; count: number; rootsInside: string | null }>({
    title: 'The certificates are unpacked, but the bundle was never made',
    severity: 'error',
    otherwise: ROOTS_INSIDE,
    cause:
      'The ca-certificates package puts single files into the image; its post-install script makes the bundle of them. Where that did not run (files copied without it, a failed trigger, a removed bundle), no program finds a root.',
    message: ({ directory, count, rootsInside }) =>
      `ca-certificates is unpacked (${count} files in ${directory}) but its bundle was never generated. ${whoFails(rootsInside)}`,
    remedies: (_, platform) => regenerate(platform),
    restart: IN_IMAGE,
    example: { directory: '/usr/share/ca-certificates/mozilla', count: 142, rootsInside: null },
  }),
  'bundle-link-dangling': rule<{ path: string; missing: string; mounted: string | null; roots: number }>({
    title: 'The CA bundle is a link to something that is not in this container',
    severity: 'error',
    otherwise: [{ severity: 'warning', when: 'where Go has roots all the same' }],
    cause:
      "On SUSE, RHEL and Arch the names below /etc/ssl are links to where the tool of the distribution writes the bundle. Whoever mounts a host's /etc/ssl into a container, or copies it into an image, has the links and not the bundle.",
    says: ['x509: certificate signed by unknown authority'],
    message: ({ path, missing, mounted, roots }) =>
      `${path} leads to ${missing}, which is not in this container${mounted === null ? '' : ` (${mounted} is a mount)`}. ${leftWith(roots)}`,
    remedies: ({ missing, mounted }, platform) => {
      if (mounted === null) return install(platform);
      const directory = missing.slice(0, missing.lastIndexOf('/')) || '/';
      return [
        byHand(
          'pod',
          `mount ${directory} of the host as well, at the same path, or take out the mount of ${mounted}`,
        ),
      ];
    },
    restart: IN_POD,
    example: {
      path: '/etc/ssl/ca-bundle.pem',
      missing: '/var/lib/ca-certificates/ca-bundle.pem',
      mounted: '/etc/ssl',
      roots: 0,
    },
  }),
  'hidden-by-mount': rule<{
    mountPoint: string;
    fsType: string;
    source: string;
    roots: number;
    publicRoots: number;
    /** What Go has comes from this mount. */
    fromMount: boolean;
  }>({
    title: 'A mount hides the CA bundle',
    severity: 'error',
    otherwise: [{ severity: 'warning', when: 'where Go has roots all the same' }],
    cause:
      "A volume that is mounted over a directory hides everything that the image has there. To add one certificate, people mount a volume on /etc/ssl/certs and lose the image's bundle.",
    message: ({ mountPoint, fsType, source, roots, publicRoots, fromMount }) =>
      `${mountPoint} is a mount (${fsType} from ${source}) without a CA bundle, and hides what the image has there. ${
        roots > 0 && fromMount
          ? `Go has ${plural(roots, 'root')}, from this mount${publicRoots === 0 ? ', and no public root is left' : ''}.`
          : leftWith(roots)
      }`,
    remedies: ({ mountPoint }) => [
      byHand(
        'pod',
        `mount the volume beside it, such as at /etc/ssl/extra, and set SSL_CERT_DIR=${mountPoint.endsWith('/certs') ? mountPoint : '/etc/ssl/certs'}:/etc/ssl/extra; OpenSSL finds a certificate there only by the name HASH.0, where HASH is what openssl x509 -noout -hash prints of it`,
      ),
    ],
    restart: IN_POD,
    example: {
      mountPoint: '/etc/ssl/certs',
      fsType: 'ext4',
      source: '/dev/sda1',
      roots: 0,
      publicRoots: 0,
      fromMount: false,
    },
  }),
  unreadable: rule<{ path: string; error: string; roots: number; by: string | null; gid: number }>({
    title: 'A CA file or directory may not be read',
    severity: 'error',
    otherwise: NOTHING_TO_GO,
    cause:
      'The file is there, and this user may not open it: a restrictive umask when the image was built, a secret volume with defaultMode 0400, or a failing disk. Go goes on to the next place in silence.',
    message: ({ path, error, roots, by }) => `${path} cannot be read (${error}). ${leftFor(by, roots)}`,
    remedies: ({ path, by, gid }) => {
      // What a variable names may hold a key: its group reads it, not everybody.
      const [bits, owner] = by === null ? ['a+rX', '0:0'] : ['g+rX', `0:${gid}`];
      const group = by === null ? '' : `chgrp ${gid} ${quote(path)} && `;
      const file = dockerfile(
        `COPY --from=build --chown=${owner} --chmod=${by === null ? '0644' : '0640'} ${quote(path)} ${quote(path)}`,
      );
      return [
        ...command(`${group}chmod ${bits} ${quote(path)}`),
        ...(path.endsWith('/certs') ? [] : [file]),
        byHand('image', `give this user the right to read ${path} where it is copied or mounted from`),
      ];
    },
    restart: IN_IMAGE,
    example: { path: '/etc/ssl/certs/ca-certificates.crt', error: 'EACCES', roots: 0, by: null, gid: 12345 },
  }),
  empty: rule<{ path: string; roots: number; by: string | null }>({
    title: 'A CA bundle is empty',
    severity: 'error',
    otherwise: NOTHING_TO_GO,
    cause:
      'A bundle of no bytes: its generation was interrupted, or a redirect opened the file and then failed. For Go it ends the search for a bundle, without an error.',
    says: ['x509: certificate signed by unknown authority'],
    message: ({ path, roots, by }) => `${path} is empty. ${leftFor(by, roots)}`,
    remedies: ({ path, by, roots }, platform) => [
      ...(by === null ? regenerate(platform) : mendNamed(by, path, roots)),
      fetchAgain(path),
    ],
    restart: IN_IMAGE,
    example: { path: '/etc/ssl/certs/ca-certificates.crt', roots: 0, by: null },
  }),
  'not-a-regular-file': rule<{
    path: string;
    type: string;
    roots: number;
    by: string | null;
    mounted: boolean;
  }>({
    title: 'What stands in the place of a CA file is not a file',
    severity: 'error',
    otherwise: NOTHING_TO_GO,
    cause:
      'Docker makes a directory where the source of a bind mount does not exist. A FIFO in a certificate directory stops every Go program at its first TLS connection, for ever.',
    message: ({ path, type, roots, by }) => `${path} is a ${type}, not a file. ${leftFor(by, roots)}`,
    remedies: ({ path, type, by, roots, mounted }, platform) => {
      if (mounted)
        return [byHand('pod', `take out the mount of ${path}, whose source is missing on the node`)];
      if (by !== null && roots > 0) {
        const list = byHand('pod', `name the directory in SSL_CERT_DIR, a list, in place of ${by}`);
        return [takeOut(by), ...(type === 'directory' && by === 'SSL_CERT_FILE' ? [list] : [])];
      }
      if (path === BUNDLE) return regenerate(platform, `rm -rf ${path} && `);
      return [
        ...command(`rm -rf ${quote(path)}${andRegenerate(platform)}`),
        byHand('image', `take ${path} out of the image`),
      ];
    },
    restart: IN_POD,
    example: {
      path: '/etc/ssl/certs/ca-certificates.crt',
      type: 'directory',
      roots: 0,
      by: null,
      mounted: false,
    },
  }),
  'too-large': rule<{ path: string; bytes: number; by: string | null }>({
    title: 'A CA file is too large to be one',
    severity: 'error',
    otherwise: [{ severity: 'warning', when: 'in a directory' }],
    cause:
      'A bundle with every public root has about 220 kB. A file of more than 16 MiB is something else; probe-env does not read it, every Go program does, into memory, at its first TLS connection.',
    message: ({ path, bytes }) => `${path} has ${bytes} bytes; a CA bundle has some hundred thousand.`,
    remedies: ({ path, by }, platform) =>
      by === null ? regenerate(platform, `rm -f ${quote(path)} && `) : mendNamed(by, path, 1),
    restart: IN_IMAGE,
    example: { path: '/etc/ssl/certs/ca-certificates.crt', bytes: 1073741824, by: null },
  }),
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
        ...(has('sh')
          ? []
          : [
              dockerfile(
                links.map(
                  ({ file, name }) =>
                    `COPY --from=build ${quote(`${directory}/${file}`)} ${quote(`${directory}/${name}`)}`,
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
    certificates: readonly string[];
  }>({
    title: 'One runtime has roots that another lacks',
    severity: 'warning',
    cause:
      'Go, OpenSSL and Node look in different places and read the same file by different rules. What a Go program trusts, a program on OpenSSL beside it (curl, git, Python) may not.',
    message: ({ has, lacks, count, left, where, certificates }) =>
      `${has} takes ${plural(count, 'certificate')} that ${lacks} does not take${where === null ? '' : ` from ${where}`}, such as ${certificates.join('; ')}. ${lacks} has ${left}.`,
    remedies: (_, platform) => [
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
      certificates: ['CN=ISRG Root X1, O=Internet Security Research Group, C=US'],
    },
  }),
} as const satisfies RuleSet;
