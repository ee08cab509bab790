import { elf } from '../../support/memory/machines.ts';
import { ALPINE, beside, gone, of, type Step } from './image-machine.ts';
import type { Scenario } from './scenarios.ts';

const SERVER = elf('x64', '/lib/ld-musl-x86_64.so.1');

const LIMITS = `image:
  maxLayers: 5
  maxProgramBytes: 45MB
  packages: none
  static: true
  baseline: { file: /etc/go-baseline.version, version: "1.4.2" }
`;

/** Images that are not running: what their layers hold. */
export const IMAGE_SCENARIOS: readonly Scenario[] = [
  {
    name: 'image-beyond-the-baseline',
    rows: [21],
    about:
      'an image of six layers on Alpine, with a program for musl; the policy allows five layers and no packages',
    machine: () =>
      beside(
        [
          ALPINE,
          ...['a', 'b', 'c', 'd'].map((name): Step => [`COPY ${name} /srv/`, [of(`srv/${name}`, name)]]),
          ['COPY server /usr/bin/server', [of('usr/bin/server', SERVER, 0o755)]],
          ['ENTRYPOINT ["/usr/bin/server"]', null],
        ],
        { Entrypoint: ['/usr/bin/server'] },
        LIMITS,
      ),
    args: ['check', '--image', '/app.tar', '--only', 'image'],
    finds: [
      'image/too-many-layers',
      'image/program-dynamic',
      'image/packages-unwanted',
      'image/baseline-differs',
    ],
  },
  {
    name: 'image-leftovers',
    rows: [26],
    about:
      'an image with a .netrc and package lists that later lines delete, a checkout with .git and .env, a build cache',
    machine: () =>
      beside(
        [
          ALPINE,
          ['COPY .netrc /root/', [of('root/.netrc', 'machine git.corp.example login ci password hunter2\n')]],
          [
            'RUN apt-get update',
            [of('var/lib/apt/lists/deb.example_Packages', Buffer.alloc(18 * 1024 * 1024))],
          ],
          [
            'COPY . /app',
            [
              of('app/.git/HEAD', 'ref: refs/heads/main\n'),
              of('app/.git/objects/pack/a.pack', Buffer.alloc(300_000)),
              of('app/.env', 'DB_PASSWORD=correct-horse-battery\n'),
            ],
          ],
          [
            'RUN go build ./...',
            [of(`root/.cache/go-build/ab/${'ab'.repeat(32)}-d`, Buffer.alloc(7 * 1024 * 1024))],
          ],
          [
            'RUN rm -rf /root/.netrc /var/lib/apt/lists/*',
            [gone('root', '.netrc'), gone('var/lib/apt/lists', 'deb.example_Packages')],
          ],
        ],
        { Cmd: ['/app/server'] },
      ),
    args: ['check', '--image', '/app.tar', '--only', 'image', '--profile', 'runtime'],
    finds: [
      'image/secret-removed-late',
      'image/secret-left',
      'image/removed-late',
      'image/git-left',
      'image/cache-left',
    ],
  },
  {
    name: 'image-without-module',
    rows: [26],
    about: 'a build image whose COPY brought Go files and no go.mod',
    machine: () =>
      beside([ALPINE, ['WORKDIR /src', null], ['COPY *.go .', [of('src/main.go', 'package main\n')]]], {
        WorkingDir: '/src',
      }),
    args: ['check', '--image', '/app.tar', '--only', 'image', '--profile', 'build'],
    finds: ['image/go-mod-missing'],
  },
  {
    name: 'image-user-without-a-line',
    rows: [],
    about: 'an image whose USER has no line in its /etc/passwd',
    machine: () =>
      beside(
        [
          ALPINE,
          ['COPY server /usr/bin/server', [of('usr/bin/server', SERVER, 0o755)]],
          ['USER web', null],
          ['ENTRYPOINT ["/usr/bin/server"]', null],
        ],
        { Entrypoint: ['/usr/bin/server'], User: 'web' },
      ),
    args: ['check', '--image', '/app.tar', '--only', 'container'],
    finds: ['container/user-missing'],
  },
];
