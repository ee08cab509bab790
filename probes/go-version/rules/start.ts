import { byHand, command, dockerfile, pod } from '../../../src/core/remedy/forms.ts';
import { copyLine, quote, quoteYaml } from '../../../src/core/remedy/quote.ts';
import type { Remedy } from '../../../src/core/remedy/remedy.ts';
import { inHome } from '../../../src/core/remedy/secret.ts';
import { type RuleSet, rule } from '../../../src/core/rule.ts';
import { IMAGE, install } from '../install.ts';

/** The go command, and what it starts itself: what lost one x bit has mostly lost them all. */
function startable(path: string): readonly Remedy[] {
  const [, tree] = /^(.*\/go[^/]*)\/bin\/go$/.exec(path) ?? [];
  const tools = quote(`${tree}/pkg/tool`);
  return [
    ...command([
      `chmod a+rx ${quote(path)}`,
      ...(tree === undefined ? [] : [`[ ! -d ${tools} ] || find ${tools} -type f -exec chmod a+rx {} +`]),
    ]),
    dockerfile(
      (tree === undefined ? [path] : [`${tree}/bin`, `${tree}/pkg/tool`]).map((programs) =>
        copyLine(programs, programs, '--from=build', '--chmod=0755'),
      ),
    ),
  ];
}

/** A toolchain is no secret, a home is. */
function opened(denied: readonly string[]): readonly Remedy[] {
  const [directory] = denied.filter((path) => !inHome(path));
  return directory === undefined
    ? []
    : command(`chmod a+rx ${quote(directory)}`, {
        why: 'where the toolchain that is there is the right one',
      });
}

/** A pod that sets PATH knows nothing of that of the image, so that it has to say all of it. */
function onPath(directory: string, searched: string): readonly Remedy[] {
  const all = [directory, searched].filter((part) => part !== '').join(':');
  return [
    dockerfile(`ENV PATH=${quote(directory)}:$PATH`),
    pod(`env: [{ name: PATH, value: ${quoteYaml(all)} }]`),
  ];
}

/** The go command is missing, or does not start. */
export const startRules = {
  missing: rule<{
    searched: readonly string[];
    relative: readonly string[];
    dangling: readonly string[];
    denied: readonly string[];
    suggested: string | null;
  }>({
    title: 'There is no go command',
    severity: 'error',
    cause:
      'The build profile needs a Go toolchain. It is looked for on PATH, in $GOROOT/bin and in /usr/local/go/bin. Empty and relative entries of PATH are not searched: what they hold depends on the working directory, and Go itself refuses to run programs from there.',
    says: ['"go": executable file not found in $PATH'],
    message: ({ searched, relative, dangling, denied }) =>
      [
        `There is no go in ${searched.length === 0 ? 'any directory of PATH (it names none)' : searched.join(':')}, $GOROOT/bin or /usr/local/go/bin.`,
        dangling.length === 0 ? '' : ` ${dangling.join(', ')} is a link that leads nowhere.`,
        denied.length === 0 ? '' : ` This user may not enter ${denied.join(', ')}.`,
        relative.length === 0
          ? ''
          : ` The PATH ${relative.length === 1 ? 'entry' : 'entries'} ${relative.map((entry) => `"${entry}"`).join(', ')} would lead to one, but ${relative.length === 1 ? 'is' : 'are'} not absolute.`,
      ].join(''),
    remedies: ({ suggested, denied }, { family }) => [
      ...opened(denied),
      ...install(suggested, family),
      byHand('pod', 'where nothing is compiled in this container: probe-env --profile runtime'),
    ],
    restart: IMAGE,
    example: {
      searched: ['/usr/local/sbin', '/usr/local/bin', '/usr/bin', '/bin'],
      relative: [],
      dangling: ['/usr/local/bin/go'],
      denied: [],
      suggested: '1.27',
    },
  }),
  'not-on-path': rule<{ path: string; searched: string }>({
    title: 'The go command is not on PATH',
    severity: 'warning',
    cause:
      'Go is installed, but no entry of PATH leads to it: `go build` says "command not found" unless every script names the whole path. Login shells are a frequent cause: /etc/profile replaces the PATH that the image set.',
    says: ['"go": executable file not found in $PATH'],
    message: ({ path }) => `Go is at ${path}, but no entry of PATH leads there.`,
    remedies: ({ path, searched }) => onPath(path.replace(/\/go$/, ''), searched),
    restart: { mends: false, why: 'PATH comes from the image or the deployment.' },
    example: { path: '/usr/local/go/bin/go', searched: '/usr/local/bin:/usr/bin:/bin' },
  }),
  'not-executable': rule<{
    path: string;
    mode: string | null;
    owner: number | null;
    noexec: string | null;
  }>({
    title: 'The go command may not be executed',
    severity: 'error',
    cause:
      'The file is there, but the kernel refuses to run it (EACCES): the x bit is missing for this user, or the file system is mounted with noexec. Copying through an archive or a volume that keeps no modes is a frequent cause.',
    message: ({ path, mode, owner, noexec }) =>
      noexec === null
        ? `This user may not execute ${path}${mode === null ? '' : ` (mode ${mode}, owner ${owner})`}.`
        : `${path} is on ${noexec}, which is mounted with noexec.`,
    remedies: ({ path, noexec }) =>
      noexec === null
        ? startable(path)
        : [byHand('pod', `mount ${noexec} without noexec, or put Go on another file system`)],
    restart: IMAGE,
    example: { path: '/usr/local/go/bin/go', mode: '0644', owner: 0, noexec: null },
  }),
  'wrong-architecture': rule<{ path: string; built: string; here: string; suggested: string | null }>({
    title: 'The go command is made for another processor',
    severity: 'error',
    cause:
      'The kernel cannot run it ("exec format error"), and no emulator is registered. The toolchain was downloaded or copied for another architecture than the image has.',
    says: ['exec format error'],
    message: ({ path, built, here }) => `${path} is a program for ${built}; this machine is ${here}.`,
    remedies: ({ suggested }, { family }) => [
      ...install(suggested, family),
      byHand('ci', 'build the image with --platform for this machine'),
    ],
    restart: IMAGE,
    example: { path: '/usr/local/go/bin/go', built: 'arm64', here: 'x64', suggested: '1.27' },
  }),
  'loader-missing': rule<{ path: string; loader: string; suggested: string | null }>({
    title: 'The go command needs a dynamic loader that is not there',
    severity: 'error',
    cause:
      'The program is linked against another C library than the image has (glibc on Alpine, musl on Debian), or the image has none. The kernel says "no such file or directory" of the program, though the file that is missing is its loader.',
    message: ({ path, loader }) => `${path} needs the loader ${loader}, which is not there.`,
    remedies: ({ suggested }, { family }) => install(suggested, family),
    restart: IMAGE,
    example: { path: '/usr/lib/go/bin/go', loader: '/lib64/ld-linux-x86-64.so.2', suggested: '1.27' },
  }),
  'interpreter-missing': rule<{ path: string; interpreter: string }>({
    title: 'The go command is a script, and its interpreter is not there',
    severity: 'error',
    cause:
      'Version managers put a script in the place of go. Its first line names a program that this image lacks; a carriage return at the end of that line (a file from Windows) has the same effect.',
    message: ({ path, interpreter }) => `${path} is a script for ${interpreter}, which is not there.`,
    remedies: ({ path, interpreter }) =>
      interpreter.endsWith('\\r')
        ? [
            ...command(`sed -i 's/\\r$//' ${quote(path)}`),
            byHand('image', `save ${path} with line feeds alone`),
          ]
        : [byHand('image', `put the go command itself on PATH before ${path}, or install ${interpreter}`)],
    restart: IMAGE,
    example: { path: '/root/.asdf/shims/go', interpreter: '/usr/bin/bash' },
  }),
  'not-a-program': rule<{ path: string; bytes: number | null; suggested: string | null }>({
    title: 'The go command is not a program',
    severity: 'error',
    cause:
      'The file is neither an ELF program nor a script: empty, cut short by a failed download or a full disk, a saved error page, or made for another system.',
    says: ['exec format error'],
    message: ({ path, bytes }) =>
      `${path}${bytes === null ? '' : ` (${bytes} bytes)`} is neither an ELF program nor a script.`,
    remedies: ({ suggested }, { family }) => install(suggested, family),
    restart: IMAGE,
    example: { path: '/usr/local/go/bin/go', bytes: 0, suggested: '1.27' },
  }),
  'no-resources': rule<{ path: string; errno: string }>({
    title: 'No process can be started',
    severity: 'error',
    cause:
      'The limit of processes and threads (EAGAIN), of memory (ENOMEM) or of open files (EMFILE, ENFILE) is reached: it is not Go that is at fault. A build starts many processes and would fail as well.',
    message: ({ path, errno }) => `${path} was not started: ${errno}.`,
    remedies: ({ errno }) => [
      byHand(
        'pod',
        errno === 'EAGAIN'
          ? 'raise the pids limit (docker run --pids-limit, podPidsLimit of the kubelet), or find what starts so many processes'
          : 'raise the limit of the container (memory, or ulimit -n), or find what uses it up',
      ),
    ],
    restart: { mends: true, why: 'It ends the processes that use up the limit.' },
    example: { path: '/usr/local/go/bin/go', errno: 'EAGAIN' },
  }),
  busy: rule<{ path: string }>({
    title: 'Somebody is writing the go command',
    severity: 'error',
    cause:
      'A file that is open for writing cannot be executed (ETXTBSY): the toolchain is being installed at this moment, or a process forgot to close it.',
    message: ({ path }) => `${path} is open for writing.`,
    remedies: ({ path }) => [
      byHand('container', `wait for the installation to end, or find who holds it: fuser -v ${path}`),
    ],
    restart: { mends: true, why: 'It ends the process that holds the file open.' },
    example: { path: '/usr/local/go/bin/go' },
  }),
  'not-started': rule<{ path: string; errno: string }>({
    title: 'The go command does not start',
    severity: 'error',
    cause: 'The kernel refuses to execute the file for a reason that is not one of the usual ones.',
    message: ({ path, errno }) => `${path} was not started: ${errno}.`,
    remedies: ({ path }) => [byHand('container', `see what the kernel says: ${path} version`)],
    restart: { mends: false, why: 'The same file is executed on the same machine.' },
    example: { path: '/usr/local/go/bin/go', errno: 'EIO' },
  }),
} as const satisfies RuleSet;
