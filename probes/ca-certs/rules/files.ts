import { byHand, command, dockerfile, pod, takeOut } from '../../../src/core/remedy/forms.ts';
import { copyLine, quote } from '../../../src/core/remedy/quote.ts';
import type { Remedy } from '../../../src/core/remedy/remedy.ts';
import { type RuleSet, rule } from '../../../src/core/rule.ts';
import { fetchAgain } from '../formats/remedies.ts';
import {
  andRegenerate,
  BUNDLE,
  IN_IMAGE,
  IN_POD,
  leftFor,
  mendNamed,
  NOTHING_TO_GO,
  regenerate,
} from '../remedies.ts';

/** Who may read a volume its pod says, or the node: no image does. */
function ofVolume(path: string, gid: number): readonly Remedy[] {
  return [
    ...(gid === 0
      ? []
      : [
          pod(`spec: { securityContext: { fsGroup: ${gid} } }`, {
            why: 'the group may then read the volume',
          }),
        ]),
    byHand('host', `give this user the right to read ${path} where the volume comes from`),
  ];
}

/** What stands in the place of a CA file, and is none that can be read. */
export const fileRules = {
  unreadable: rule<{
    path: string;
    error: string;
    roots: number;
    by: string | null;
    gid: number;
    mounted: boolean;
  }>({
    title: 'A CA file or directory may not be read',
    severity: 'error',
    otherwise: NOTHING_TO_GO,
    cause:
      'The file is there, and this user may not open it: a restrictive umask when the image was built, a secret volume with defaultMode 0400, or a failing disk. Go goes on to the next place in silence.',
    message: ({ path, error, roots, by }) => `${path} cannot be read (${error}). ${leftFor(by, roots)}`,
    remedies: ({ path, by, gid, mounted }) => {
      if (mounted) return ofVolume(path, gid);
      // What a variable names may hold a key: its group reads it, not everybody.
      const [bits, owner] = by === null ? ['a+rX', '0:0'] : ['g+rX', `0:${gid}`];
      const group = by === null ? '' : `chgrp ${gid} ${quote(path)} && `;
      const file = dockerfile(
        copyLine(path, path, '--from=build', `--chown=${owner}`, `--chmod=${by === null ? '0644' : '0640'}`),
      );
      return [
        ...command(`${group}chmod ${bits} ${quote(path)}`),
        ...(path.endsWith('/certs') ? [] : [file]),
        byHand('image', `give this user the right to read ${path} where it is copied or mounted from`),
      ];
    },
    restart: IN_IMAGE,
    example: {
      path: '/etc/ssl/certs/ca-certificates.crt',
      error: 'EACCES',
      roots: 0,
      by: null,
      gid: 12345,
      mounted: false,
    },
  }),
  empty: rule<{ path: string; roots: number; by: string | null; mounted: boolean }>({
    title: 'A CA bundle is empty',
    severity: 'error',
    otherwise: NOTHING_TO_GO,
    cause:
      'A bundle of no bytes: its generation was interrupted, or a redirect opened the file and then failed. For Go it ends the search for a bundle, without an error.',
    says: ['x509: certificate signed by unknown authority'],
    message: ({ path, roots, by, mounted }) =>
      `${path} is empty${mounted ? ', and a mount of its own' : ''}. ${leftFor(by, roots)}`,
    remedies: ({ path, by, roots, mounted }, platform) => [
      // Nothing can be put in the place of a mount: "Device or resource busy".
      ...(mounted
        ? [byHand('pod', `take out the mount of ${path}, or mount a file that has certificates in it`)]
        : by === null
          ? regenerate(platform)
          : mendNamed(by, path, roots)),
      fetchAgain(path),
    ],
    restart: IN_IMAGE,
    example: { path: '/etc/ssl/certs/ca-certificates.crt', roots: 0, by: null, mounted: false },
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
} as const satisfies RuleSet;
