import { ROOT, type Situation, USER } from '../../situation.ts';
import { ANY, GIT, inApp, inPlain, inWorkspace, OWN, release, SHELLS, SYSTEM_PATH, TWO } from '../go.ts';

const BOTH = [ROOT, USER];
const NEWEST = release('1.27');
type Beside = Parameters<typeof inPlain>[1];
const plain = (rule: string, beside: Beside) => inPlain(`go-env/${rule}`, beside);
const app = (rule: string, beside: Beside) => inApp(`go-env/${rule}`, beside);
const vendored = (rule: string, beside: Beside) => inApp(`go-env/${rule}`, beside, 'vendored');
const work = (rule: string, beside: Beside) => inWorkspace(`go-env/${rule}`, beside);
/** Every module is in the cache. */
const CACHED = 'mkdir -p go/pkg/mod && cp -a $F/modcache/. go/pkg/mod/ && chmod 1777 go/pkg go/pkg/mod';

const module: readonly Situation[] = [
  plain('module-missing', {
    what: 'the policy asks for one',
    roots: ANY,
    as: BOTH,
    broken: ['rm -rf src/*'],
    policy: 'goEnv: { requireModule: true }\n',
  }),
  plain('module-missing', {
    what: 'the working directory is /',
    cwd: '/',
    broken: ['rm -rf src'],
    policy: 'goEnv: { requireModule: true }\n',
    works: [],
  }),
  plain('module-not-a-file', {
    what: 'docker made a directory',
    roots: SHELLS,
    broken: ['rm src/go.mod && mkdir src/go.mod'],
    works: [],
  }),
  plain('module-not-a-file', {
    what: 'a link without what it leads to',
    roots: SHELLS,
    broken: ['ln -sf ../shared/go.mod src/go.mod'],
    works: [],
  }),
  plain('go-mod-invalid', {
    what: 'a byte order mark',
    roots: SHELLS,
    broken: [
      "printf '\\357\\273\\277' >src/go.new && cat src/go.mod >>src/go.new && mv src/go.new src/go.mod",
    ],
  }),
  plain('go-work-missing', { what: 'GOWORK names it', as: BOTH, env: { GOWORK: '/src/go.work' } }),
  vendored('vendor-missing', {
    what: 'a flag wants it',
    roots: SHELLS,
    env: { GOFLAGS: '-mod=vendor' },
    broken: ['rm -rf src/vendor'],
  }),
  vendored('vendor-missing', {
    what: 'modules.txt is not there',
    roots: SHELLS,
    broken: ['rm src/vendor/modules.txt'],
  }),
  vendored('vendor-missing', {
    what: 'modules.txt is not there, in a module of the user',
    roots: SHELLS,
    as: [USER],
    broken: ['rm src/vendor/modules.txt', OWN],
  }),
  vendored('vendor-list-directory', {
    what: 'what an engine makes of a file that is missing on the host',
    roots: SHELLS,
    as: BOTH,
    broken: ['rm src/vendor/modules.txt', 'mkdir src/vendor/modules.txt', OWN],
  }),
  vendored('vendor-incomplete', {
    what: 'a directory that was left out',
    roots: SHELLS,
    as: BOTH,
    broken: ['rm -r src/vendor/example.com', OWN],
  }),
  work('vendor-missing', {
    what: 'a flag wants it, in a workspace',
    roots: SHELLS,
    image: { GOPROXY: 'file:///opt/proxy', GONOSUMDB: 'example.com' },
    env: { GOFLAGS: '-mod=vendor' },
    broken: ['mkdir -p opt/proxy && cp -a $F/proxy/. opt/proxy/'],
  }),
  vendored('vendor-inconsistent', {
    what: 'go.mod was changed',
    roots: SHELLS,
    as: BOTH,
    broken: ['sed -i s/v1.0.0/v0.9.0/ src/vendor/modules.txt', OWN],
  }),
  app('file-unreadable', {
    what: 'go.mod of root',
    roots: ANY,
    as: [USER],
    broken: ['chmod 600 src/go.mod'],
  }),
  app('file-unreadable', {
    what: 'go.sum of root',
    roots: TWO,
    as: [USER],
    broken: ['chmod 600 src/go.sum'],
  }),
  plain('source-unreadable', {
    what: 'a file of root',
    roots: TWO,
    as: [USER],
    broken: ['chmod 600 src/main.go'],
  }),
  plain('source-unreadable', {
    what: 'a directory that cannot be listed',
    as: [USER],
    broken: ['chmod 711 src'],
  }),
  app('go-line-outdated', {
    what: 'a replacement',
    roots: SHELLS,
    as: BOTH,
    broken: [
      'cp -a $F/workspace/lib src/lib && sed -i "s/^go .*/go 1.25/" src/lib/go.mod && echo "replace example.com/lib => ./lib" >>src/go.mod',
      OWN,
    ],
  }),
  app('module-cache-unreadable', {
    what: 'a tree of root',
    roots: TWO,
    as: [USER],
    image: { GOPATH: '/go' },
    broken: [CACHED, 'chmod 700 go/pkg/mod/example.com/lib@v1.0.0'],
  }),
  app('proxy-directory-incomplete', {
    what: 'a directory of root',
    roots: SHELLS,
    as: [USER],
    broken: ['chmod 700 opt/proxy/example.com/lib/@v'],
  }),
  app('go-sum-missing', { what: 'it was not copied', roots: ANY, broken: ['rm src/go.sum'] }),
  app('go-sum-missing', {
    what: 'a line is not there, a module of the user',
    roots: SHELLS,
    as: [USER],
    broken: [': >src/go.sum', OWN],
  }),
  app('go-sum-invalid', {
    what: 'a merge conflict',
    roots: SHELLS,
    as: BOTH,
    broken: ['echo "<<<<<<< HEAD" >>src/go.sum', OWN],
  }),
  plain('package-missing', {
    what: 'it was not copied',
    roots: TWO,
    context: 'packages',
    broken: [
      'printf \'package main\\n\\nimport _ "example.com/plain/internal/web"\\n\\nfunc main() {}\\n\' >src/main.go',
    ],
  }),
  plain('embed-missing', {
    what: 'it was not copied',
    roots: TWO,
    context: 'packages',
    broken: [
      'printf \'package main\\n\\nimport _ "embed"\\n\\n//go:embed page.html\\nvar page string\\n\\nfunc main() {}\\n\' >src/main.go',
    ],
  }),
  ...['web', 'w*b'].map((pattern) =>
    plain('embed-missing', {
      what: `${pattern} takes names with an underscore or a dot alone`,
      roots: SHELLS,
      context: 'packages',
      broken: [
        'mkdir -p src/web/_app && echo "<p>" >src/web/_app/page && echo "<p>" >src/web/.page && echo x >src/main.css',
        `printf 'package main\\n\\nimport "embed"\\n\\n//go:embed main.css ${pattern}\\nvar files embed.FS\\n\\nfunc main() { _ = files }\\n' >src/main.go`,
      ],
    }),
  ),
  app('replacement-missing', {
    what: 'the directory was not copied',
    roots: ANY,
    context: 'workspace',
    broken: ['echo "replace example.com/lib => ../lib" >>src/go.mod'],
  }),
  app('replacement-missing', {
    what: 'below the module',
    context: 'workspace',
    broken: ['echo "replace example.com/lib => ./lib" >>src/go.mod'],
  }),
  app('dependency-wants-newer-go', {
    what: 'a replacement',
    roots: SHELLS,
    as: BOTH,
    go: ['1.26'],
    env: { GOTOOLCHAIN: 'auto' },
    broken: [
      'cp -a $F/workspace/lib src/lib && sed -i "s/^go .*/go 1.27.0/" src/lib/go.mod && echo "replace example.com/lib => ./lib" >>src/go.mod',
    ],
  }),
  vendored('dependency-wants-newer-go', {
    what: 'a vendored module',
    roots: SHELLS,
    go: ['1.26'],
    broken: ['sed -i "s/^## explicit.*/## explicit; go 1.27.0/" src/vendor/modules.txt'],
  }),
  work('dependency-wants-newer-go', {
    what: 'a replacement in a workspace',
    roots: SHELLS,
    go: ['1.26'],
    broken: [
      'sed -i /lib/d src/go.work && echo "replace example.com/lib => ./lib" >>src/go.work && sed -i "s/^go .*/go 1.27.0/" src/lib/go.mod',
    ],
  }),
  plain('godebug-unknown', {
    what: 'a name of nobody',
    roots: SHELLS,
    as: BOTH,
    broken: ['echo "godebug x509sha2=1" >>src/go.mod', OWN],
  }),
  plain('toolchain-download', {
    what: 'the go line',
    roots: TWO,
    go: ['1.26'],
    image: { GOTOOLCHAIN: 'auto' },
    broken: ['sed -i "s/^go .*/go 1.27.0/" src/go.mod'],
  }),
  plain('toolchain-download', {
    what: 'the toolchain line',
    roots: TWO,
    go: ['1.26'],
    image: { GOTOOLCHAIN: 'auto' },
    broken: [`echo "toolchain ${NEWEST}" >>src/go.mod`],
  }),
  plain('toolchain-download', {
    what: 'GOTOOLCHAIN',
    roots: TWO,
    go: ['1.26'],
    env: { GOTOOLCHAIN: NEWEST },
  }),
  plain('toolchain-too-old', {
    what: 'the go line',
    roots: TWO,
    as: BOTH,
    works: [],
    go: ['1.26'],
    beside: ['go-env/toolchain-download'],
    broken: ['sed -i "s/^go .*/go 1.27.0/" src/go.mod'],
  }),
  plain('toolchain-too-old', {
    what: 'GOTOOLCHAIN names the one that is there',
    roots: TWO,
    works: [],
    go: ['1.26'],
    env: { GOTOOLCHAIN: release('1.26') },
    beside: ['go-env/toolchain-download'],
    broken: ['sed -i "s/^go .*/go 1.27.0/" src/go.mod'],
  }),
  plain('toolchain-too-old', {
    what: 'the toolchain is at another place',
    roots: TWO,
    as: BOTH,
    works: [],
    go: ['1.26 /usr/lib/go-1.26'],
    image: { PATH: `/usr/lib/go-1.26/bin:${SYSTEM_PATH}` },
    beside: ['go-env/toolchain-download'],
    broken: ['sed -i "s/^go .*/go 1.27.0/" src/go.mod'],
  }),
  plain('toolchain-unverifiable', {
    what: 'it is cached, GOSUMDB is off',
    go: ['1.26', `1.27 /go/pkg/mod/golang.org/toolchain@v0.0.1-${NEWEST}.linux-amd64`],
    env: { GOSUMDB: 'off' },
    image: { GOTOOLCHAIN: NEWEST, GOPROXY: 'off' },
    broken: [
      `D=go/pkg/mod/cache/download/golang.org/toolchain/@v/v0.0.1-${NEWEST}.linux-amd64; mkdir -p $(dirname $D) && touch $D.zip $D.ziphash $D.lock`,
      `echo "module golang.org/toolchain" >$D.mod && echo "{\\"Version\\":\\"v0.0.1-${NEWEST}.linux-amd64\\"}" >$D.info`,
    ],
    works: [],
  }),
  ...['1.27.0', 'go1.27', 'latest', '"local"'].map((value) =>
    plain('toolchain-invalid', {
      what: `GOTOOLCHAIN=${value}`,
      // What was meant is another patch release than the one that is there.
      beside: ['go-env/toolchain-download'],
      works: [],
      roots: ['distroless'],
      env: { GOTOOLCHAIN: value },
    }),
  ),
  plain('toolchain-invalid', {
    what: 'the toolchain line',
    roots: SHELLS,
    as: BOTH,
    image: { GOTOOLCHAIN: 'auto' },
    broken: ['echo "toolchain 1.27.0" >>src/go.mod', OWN],
  }),
];

const caches: readonly Situation[] = [
  plain('build-cache-unwritable', {
    what: 'its directories are of root',
    roots: ANY,
    as: [USER],
    env: { GOCACHE: '/var/cache/go' },
    broken: ['mkdir -p var/cache/go/00 var/cache/go/7f var/cache/go/ff && chmod 1777 var/cache/go'],
    works: [],
  }),
  app('module-cache-unwritable', {
    what: 'cache/download is of root',
    roots: ANY,
    as: [USER],
    broken: ['mkdir -p go/pkg/mod/cache/download && chmod 1777 go/pkg go/pkg/mod'],
    works: ['builds'],
  }),
  app('module-cache-damaged', {
    what: 'a zip was cut off',
    roots: ANY,
    broken: [
      CACHED,
      'rm -rf go/pkg/mod/example.com && truncate -s 40 go/pkg/mod/cache/download/example.com/lib/@v/v1.0.0.zip',
    ],
  }),
  app('module-cache-damaged', {
    what: 'a zip was cut off, of the user',
    roots: SHELLS,
    as: [USER],
    broken: [
      CACHED,
      'rm -rf go/pkg/mod/example.com && truncate -s 40 go/pkg/mod/cache/download/example.com/lib/@v/v1.0.0.zip && chown -R 12345 go/pkg',
    ],
  }),
  app('offline-incomplete', {
    what: 'a module was left out, and builds are to need no network',
    roots: SHELLS,
    policy: 'goEnv: { offline: true }\n',
    broken: [CACHED, 'rm -rf go/pkg/mod/example.com go/pkg/mod/cache/download/example.com/lib/@v/v1.0.0.zip'],
  }),
  app('proxy-directory-missing', {
    what: 'only root may look into it',
    roots: SHELLS,
    as: [USER],
    broken: ['chmod 700 opt/proxy'],
  }),
];

const workspaces: readonly Situation[] = [
  work('workspace-member-missing', {
    what: 'it was not copied',
    roots: ANY,
    broken: ['rm -rf src/lib && sed -i /require/d src/app/go.mod && sed -i /import/d src/app/main.go'],
  }),
  work('workspace-member-missing', {
    what: 'it was not copied, of the user',
    roots: SHELLS,
    as: [USER],
    broken: ['rm -rf src/lib && sed -i /require/d src/app/go.mod && sed -i /import/d src/app/main.go', OWN],
  }),
  work('workspace-excludes-module', {
    what: 'a module of its own below it',
    roots: SHELLS,
    as: BOTH,
    cwd: '/src/tool',
    broken: ['cp -a $F/plain src/tool', OWN],
  }),
  work('workspace-conflict', {
    what: 'a member wants a newer go',
    roots: SHELLS,
    as: BOTH,
    broken: [
      'sed -i "s/^go .*/go 1.24/" src/app/go.mod && sed -i /require/d src/app/go.mod && sed -i /import/d src/app/main.go',
      OWN,
    ],
  }),
  work('workspace-conflict', {
    what: 'a directory twice',
    roots: SHELLS,
    broken: [
      'echo "use ./lib" >>src/go.work && sed -i /require/d src/app/go.mod && sed -i /import/d src/app/main.go',
    ],
  }),
  work('workspace-conflict', {
    what: 'a module twice',
    roots: SHELLS,
    broken: [
      'cp -a src/lib src/again && echo "use ./again" >>src/go.work && sed -i /require/d src/app/go.mod && sed -i /import/d src/app/main.go',
    ],
  }),
  work('workspace-conflict', {
    what: 'it replaces its own module',
    roots: SHELLS,
    broken: [
      'echo "replace example.com/lib => ./other" >>src/go.work && sed -i /require/d src/app/go.mod && sed -i /import/d src/app/main.go',
    ],
  }),
];

const checkouts: readonly Situation[] = [
  plain('vcs-stamp-refused', {
    what: 'a checkout of somebody else',
    roots: ['debian'],
    as: BOTH,
    broken: [...GIT, 'git init -q src && chown -R 1001 src'],
  }),
  plain('vcs-stamp-refused', {
    what: 'an incomplete checkout',
    roots: ['debian'],
    env: { GOFLAGS: '-trimpath' },
    broken: [...GIT, 'git init -q src && rm src/.git/HEAD'],
  }),
];

export const modules: readonly Situation[] = [...module, ...caches, ...workspaces, ...checkouts];
