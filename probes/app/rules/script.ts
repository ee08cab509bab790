import { withoutMark } from '../../../src/core/remedy/byte-order-mark.ts';
import { byHand, command } from '../../../src/core/remedy/forms.ts';
import { install } from '../../../src/core/remedy/packages.ts';
import { quote } from '../../../src/core/remedy/quote.ts';
import { type RuleSet, rule } from '../../../src/core/rule.ts';
import { SAME_IMAGE } from './same-image.ts';

/** Packages that bring an interpreter, by the name of the program. */
const PACKAGES: Readonly<Record<string, string>> = {
  bash: 'bash',
  python3: 'python3',
  perl: 'perl',
  ruby: 'ruby',
  node: 'nodejs',
};

const NO_SHEBANG: Readonly<Record<string, string>> = {
  absent: 'has no #! in its first two bytes',
  below: 'has blanks above its #!, which must be its first two bytes',
  bom: 'begins with a byte order mark (BOM), and #! stands behind it',
  empty: 'names no interpreter behind #!',
  'too-long': 'has an interpreter in its first line that does not end within 256 bytes',
  'too-deep': 'is a script for itself, or the last of too many scripts in a row',
};

/** Scripts: what their first line says. */
export const script = {
  'interpreter-missing': rule<{
    readonly path: string;
    readonly interpreter: string;
    readonly by: string | null;
  }>({
    title: 'The script of the container names an interpreter that is not there',
    severity: 'error',
    otherwise: [{ severity: 'warning', when: 'behind another script, which may put it there' }],
    cause:
      'The first line of a script (#!) names the program that reads it. Alpine and slim images have no bash, and distroless images have none of them. The message speaks of the script as if that were missing.',
    message: ({ path, interpreter, by }) =>
      by === null
        ? `${path} is a script for ${interpreter}, which is not there.`
        : `${path} is a script for ${interpreter}, which ${by} looks for in vain on PATH.`,
    remedies: ({ path, interpreter }, platform) => {
      const name = interpreter.slice(interpreter.lastIndexOf('/') + 1);
      const brings = PACKAGES[name];
      return [
        ...(brings === undefined ? [] : install(brings, platform)),
        byHand(
          'image',
          `install ${name}, or write in the first line of ${path} an interpreter that the image has`,
        ),
      ];
    },
    restart: SAME_IMAGE,
    example: { path: '/entrypoint.sh', interpreter: '/bin/bash', by: null },
  }),
  'script-crlf': rule<{ readonly path: string; readonly line: string; readonly by: string | null }>({
    title: 'The script of the container has line ends of Windows',
    severity: 'error',
    otherwise: [{ severity: 'warning', when: 'behind another script, which may replace it' }],
    cause:
      'The carriage return (CR) at the end of the first line is a part of the interpreter’s name or argument, and no such program is there. A shell that is given the script takes it for a part of each word at the end of a line. Git on Windows checks files out so (core.autocrlf).',
    message: ({ path, line, by }) => {
      const shown = `"${line.replace(/\r$/, '^M')}"`;
      return by === null
        ? `The first line of ${path} ends with CR: ${shown}.`
        : `The lines of ${path} end with CR, and ${by} ends at ${shown}.`;
    },
    remedies: ({ path }) => [
      ...command(`sed -i 's/\\r$//' ${quote(path)}`),
      byHand('ci', 'keep Git from writing CR: *.sh text eol=lf in .gitattributes'),
    ],
    restart: SAME_IMAGE,
    example: { path: '/entrypoint.sh', line: '#!/bin/sh\r', by: null },
  }),
  'script-no-shebang': rule<{ readonly path: string; readonly why: string; readonly shell: boolean }>({
    title: 'The script of the container has no first line that the kernel understands',
    severity: 'error',
    otherwise: [{ severity: 'warning', when: 'where what starts it gives it to /bin/sh then' }],
    cause:
      'The kernel starts a script by the interpreter in its first line, which has to begin with the bytes #! and nothing before them. Shells, tini, env and their like give any other text to /bin/sh; a container runtime does not: "exec format error".',
    says: ['exec format error'],
    message: ({ path, why, shell }) =>
      `${path} ${NO_SHEBANG[why] ?? why}${shell ? '; it is run by /bin/sh' : ''}.`,
    remedies: ({ path, why }) => [
      ...(why === 'absent' ? command(`sed -i '1i #!/bin/sh' ${quote(path)}`) : []),
      ...(why === 'below'
        ? command([`sed -i '/#!/,$!d' ${quote(path)}`, `sed -i '1s/^[[:space:]]*//' ${quote(path)}`])
        : []),
      ...(why === 'bom' ? command(withoutMark(path)) : []),
      byHand('image', `write an interpreter into the first line of ${path}: #!/bin/sh`),
    ],
    restart: SAME_IMAGE,
    example: { path: '/entrypoint.sh', why: 'absent', shell: false },
  }),
  'script-missing': rule<{
    readonly path: string;
    readonly program: string;
    readonly why: string;
    readonly link: string | null;
  }>({
    title: 'The file that an interpreter is to run is not there',
    severity: 'error',
    otherwise: [{ severity: 'warning', when: 'behind another script, which may put it there' }],
    cause:
      'What it is to run, or to load before, was not copied, does not lie in the working directory, or is hidden by a volume that is mounted over it. Shells end at a file that a script reads with . and that is not there: all but bash, and bash after set -e or by the name sh.',
    says: ['cannot open /srv/entrypoint.sh: No such file'],
    message: ({ path, program, why, link }) =>
      why === 'directory'
        ? `${program} is to read ${path}, a directory that holds nothing to run.`
        : `${program} is to read ${path}, which ${link === null ? 'is not there' : `is a link to ${link}, which is not there`}.`,
    remedies: ({ path }) => [
      byHand(
        'image',
        `put ${path} into the image, or write the path that it has there; a name without a leading / is looked for in WORKDIR`,
      ),
      byHand('pod', `mount no volume over the directory of ${path}, or put the file onto the volume`),
    ],
    restart: SAME_IMAGE,
    example: { path: '/app/server.js', program: 'node', why: 'absent', link: null },
  }),
  'script-unreadable': rule<{ readonly path: string; readonly program: string }>({
    title: 'The file that an interpreter is to run may not be read',
    severity: 'error',
    otherwise: [{ severity: 'warning', when: 'behind another script, which may change that' }],
    cause:
      'The x bit is not enough: an interpreter reads its file as the user of the container, who has to get through each directory above it.',
    says: ['cannot open /srv/entrypoint.sh: Permission denied'],
    message: ({ path, program }) => `${program} is to read ${path}, which this user may not read.`,
    remedies: ({ path }) => [
      byHand('image', `copy ${path} with a mode that lets all users read it: COPY --chmod=0755`),
    ],
    restart: SAME_IMAGE,
    example: { path: '/entrypoint.sh', program: 'sh' },
  }),
} as const satisfies RuleSet;
