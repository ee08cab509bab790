import { chmodSync, chownSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { aroundOf } from '../../src/cli/outside/compose/around.ts';
import type { FoundFile } from '../../src/core/documents/target-description.ts';
import { composeContainer } from '../../src/target/compose/container.ts';
import { selectService } from '../../src/target/compose/service.ts';
import { fileOf } from '../../src/target/describe/files.ts';
import type { Host } from '../../src/target/host.ts';
import { readCompose } from '../../src/target/pod/manifest/read.ts';
import { rootHost } from '../../src/target/root/root-host.ts';
import type { DirectoryNode, FileNode } from '../../src/target/tree/node.ts';
import { loadFrom, treeOfHost } from '../../src/target/tree/tree-of-host.ts';
import { CLOSE_MS, Podman } from '../support/system/containers.ts';
import { liveHost } from '../support/system/live-host.ts';
import { describeReal, TOOLS } from '../support/system/real-tools.ts';

/* A service of docker compose, and what podman makes of the same options: docker is not here. */

const DEBIAN = join(TOOLS, 'roots/debian');

/** What the service says, and the options of podman that say the same. */
const CASES: readonly (readonly [string, string, readonly string[]])[] = [
  ['nothing', '', []],
  ['a user by name', 'user: nobody', ['--user', 'nobody']],
  ['a user by number', 'user: "4711"', ['--user', '4711', '--passwd=false']],
  ['a user and a group', 'user: "4711:12"', ['--user', '4711:12', '--passwd=false']],
  [
    'more groups',
    'user: "4711:12"\ngroup_add: ["34", "56"]',
    ['--user', '4711:12', '--group-add', '34', '--group-add', '56', '--passwd=false'],
  ],
  [
    'variables',
    'environment: { A: "b c", EMPTY: "", HOME: /h }',
    ['--env', 'A=b c', '--env', 'EMPTY=', '--env', 'HOME=/h'],
  ],
  ['a working directory', 'working_dir: /etc', ['--workdir', '/etc']],
  ['a tmpfs with a mode', 'tmpfs: ["/made/here:mode=0750"]', ['--tmpfs', '/made/here:mode=0750,notmpcopyup']],
  ['a tmpfs on a folder', 'tmpfs: /mnt', ['--tmpfs', '/mnt:notmpcopyup']],
  ['a tmpfs where nothing is', 'tmpfs: /made/here', ['--tmpfs', '/made/here:notmpcopyup']],
  ['a root that is read-only', 'read_only: true', ['--read-only', '--read-only-tmpfs=false']],
  [
    'a folder',
    'user: "4711:12"\nvolumes: ["./conf:/mnt:ro"]',
    ['--user', '4711:12', '--volume', 'CONF:/mnt:ro'],
  ],
  [
    'a file',
    'user: "4711:12"\nvolumes: ["./conf/own:/etc/own"]',
    ['--user', '4711:12', '--volume', 'CONF/own:/etc/own'],
  ],
];

const PATHS = ['/tmp', '/etc', '/etc/passwd', '/mnt', '/mnt/own', '/mnt/closed', '/etc/own', '/made/here'];

const LOOK = `echo "$(id -u) $(id -g) $(id -G)"; pwd; echo "$A|$EMPTY|$HOME"; for p in ${PATHS.join(' ')}; do
  may=; [ -r $p ] && may=r; [ -w $p ] && may=\${may}w; echo "$(stat -c '%a %u %g' $p 2>/dev/null || echo none) $may"; done`;

describeReal(
  'a service of docker compose',
  {
    root: true,
    tools: ['podman', 'runc'],
    also: () => (existsSync(join(DEBIAN, 'etc/os-release')) ? null : 'no Debian root file system'),
  },
  () => {
    const podman = new Podman();
    const home = podman.folder('project');
    const conf = join(home, 'conf');
    mkdirSync(conf);
    for (const [name, mode] of [
      ['own', 0o640],
      ['closed', 0o600],
    ] as const) {
      writeFileSync(join(conf, name), 'x');
      chmodSync(join(conf, name), mode);
      chownSync(join(conf, name), name === 'own' ? 0 : 9, 12);
    }
    afterAll(() => podman.close(), CLOSE_MS);

    function ours(text: string): readonly string[] {
      const service = `services:\n  web:\n    command: [sh]\n${text.replace(/^(?=.)/gm, '    ')}\n`;
      const top = readCompose(service, 'compose.yaml');
      if (top === null) throw new Error('it is empty');
      const operator = liveHost({});
      const seen = rootHost(operator, { root: DEBIAN, user: null, cwd: '/', env: {} });
      const { tree, places } = treeOfHost(seen);
      const config = { env: [], user: '', cwd: '/', entrypoint: [], cmd: [], volumes: [] };
      const around = aroundOf(join(home, 'compose.yaml'), operator);
      preload(tree, seen, places);
      const is = composeContainer(
        operator,
        selectService({ file: 'compose.yaml', top, lookup: () => undefined }, null),
        { root: tree, config, arch: seen.arch },
        { around, volumes: new Map(), variables: new Map() },
        { kind: 'live' },
      );
      const { uid, gid, groups } = is.identity;
      const value = (wanted: string) => {
        const found = is.environment.find(({ name }) => name === wanted);
        return found?.value.known === true ? found.value.value : '';
      };
      const others = groups?.filter((group) => group !== gid) ?? [];
      return [
        [uid, gid, gid, ...others].join(' '),
        is.cwd,
        [value('A'), value('EMPTY'), value('HOME')].join('|'),
        ...PATHS.map((path) => line(fileOf(is.host, path))),
      ];
    }

    describe.each(CASES)('%s', (_, text, options) => {
      it('is what podman makes of it', () => {
        const root = podman.root([DEBIAN]);
        try {
          const flags = options.map((word) => word.replace('CONF', conf));
          const said = ours(text);
          const run = podman.command([
            ...['run', '--rm', '--log-driver', 'none', '--network', 'none', '--http-proxy=false', ...flags],
            ...['--rootfs', root.directory, 'sh', '-c', LOOK],
          ]);
          expect(run.stderr).toBe('');
          expect(said).toEqual(
            run.stdout
              .trimEnd()
              .split('\n')
              .map((one) => one.trimEnd()),
          );
        } finally {
          root.remove();
        }
      });
    });
  },
);

function preload(tree: DirectoryNode, host: Host, places: ReadonlyMap<FileNode, string>): void {
  const etc = tree.children.get('etc');
  if (etc?.type !== 'directory') return;
  for (const name of ['passwd', 'group']) {
    const file = etc.children.get(name);
    if (file?.type === 'file') loadFrom(host, places, new Map([[file, file.size]]));
  }
}

function line({ mode, uid, gid, type, access }: FoundFile): string {
  if (type === null) return 'none';
  const may = `${access.read === true ? 'r' : ''}${access.write === true ? 'w' : ''}`;
  return `${Number.parseInt(mode ?? '0', 8).toString(8)} ${uid} ${gid} ${may}`.trimEnd();
}
