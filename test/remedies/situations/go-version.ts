import { ROOT, type Situation, USER } from '../situation.ts';
import { ANY, envFile, inPlain, release, SHELLS, SYSTEM_PATH, TWO } from './go.ts';

const BOTH = [ROOT, USER];
const GO = 'usr/local/go/bin/go';
/** A toolchain that is only to be seen. */
const found = (rule: string, beside: Parameters<typeof inPlain>[1]) =>
  inPlain(`go-version/${rule}`, { works: ['links'], ...beside });

const starting: readonly Situation[] = [
  found('missing', { what: 'no toolchain', roots: ANY, as: BOTH, go: [] }),
  found('missing', {
    what: 'no toolchain, and PATH is of the system',
    roots: SHELLS,
    go: [],
    image: { PATH: SYSTEM_PATH },
  }),
  found('missing', {
    what: 'a policy that wants 1.26',
    roots: TWO,
    go: [],
    policy: 'goVersion: { range: "1.26.x" }\n',
  }),
  found('missing', {
    what: 'a user may not enter its directory',
    roots: SHELLS,
    as: [USER],
    broken: ['chmod 700 usr/local/go/bin'],
  }),
  found('not-on-path', { what: 'PATH is of the system', roots: ANY, as: BOTH, env: { PATH: SYSTEM_PATH } }),
  found('not-executable', {
    what: 'go is 0644',
    roots: ['alpine', 'empty'],
    as: BOTH,
    broken: [`chmod 644 ${GO}`],
  }),
  found('not-executable', {
    what: 'no program of the tree has an x bit',
    roots: TWO,
    broken: ['find usr/local/go/bin usr/local/go/pkg/tool -type f -exec chmod a-x {} +'],
  }),
  found('wrong-architecture', {
    what: 'a go for arm64',
    roots: TWO,
    broken: [`printf '\\267\\000' | dd of=${GO} bs=1 seek=18 conv=notrunc 2>/dev/null`],
  }),
  found('loader-missing', { what: 'a go for glibc', roots: ['alpine', 'distroless'], go: ['1.19'] }),
  found('interpreter-missing', {
    what: 'a script with carriage returns',
    roots: SHELLS,
    broken: [
      'mkdir -p opt/shims && printf \'#!/bin/sh\\r\\nexec /usr/local/go/bin/go "$@"\\n\' >opt/shims/go && chmod 755 opt/shims/go',
    ],
    image: { PATH: `/opt/shims:${SYSTEM_PATH}` },
  }),
  found('not-a-program', { what: 'an empty file', roots: TWO, as: BOTH, broken: [`: >${GO}`] }),
  found('not-a-program', {
    what: 'a page, and a policy that wants 1.26',
    go: ['1.24'],
    broken: [`cp $F/page.html ${GO}`],
    policy: 'goVersion: { range: "1.26.x" }\n',
  }),
];

const answering: readonly Situation[] = [
  found('failed', {
    what: 'bin/go without its tree',
    roots: SHELLS,
    go: [],
    broken: [`mkdir -p usr/local/bin && cp $G/1.27/bin/go usr/local/bin/go`],
    image: { PATH: SYSTEM_PATH },
  }),
  found('failed', { what: 'GOEXPERIMENT of another release', env: { GOEXPERIMENT: 'nosuch' } }),
  found('out-of-range', {
    what: '1.25, and the policy wants a newer one',
    roots: ANY,
    go: ['1.25'],
    policy: 'goVersion: { range: ">=1.26" }\n',
  }),
  found('out-of-range', {
    what: '1.27, and the policy wants 1.26',
    policy: 'goVersion: { range: "1.26.x" }\n',
  }),
  found('out-of-range', {
    what: 'the right one is behind it',
    go: ['1.25', '1.27 /opt/go'],
    policy: 'goVersion: { range: ">=1.26" }\n',
    image: { PATH: `/usr/local/go/bin:/opt/go/bin:${SYSTEM_PATH}` },
  }),
  found('end-of-life', { what: '1.22', roots: ANY, as: BOTH, go: ['1.22'] }),
  found('end-of-life', {
    what: '1.22 at another place',
    go: ['1.22 /usr/lib/go-1.22'],
    image: { PATH: `/usr/lib/go-1.22/bin:${SYSTEM_PATH}` },
  }),
  found('prerelease', {
    what: 'a release candidate',
    roots: SHELLS,
    broken: [
      `mv ${GO} ${GO}.real && printf '#!/bin/sh\\n[ "$1" != version ] || { echo go version go1.27rc2 linux/amd64; exit; }\\nexec /${GO}.real "$@"\\n' >${GO}`,
      `chmod 755 ${GO} && sed -i 1s/.*/go1.27rc2/ usr/local/go/VERSION`,
    ],
  }),
];

const trees: readonly Situation[] = [
  found('goroot-not-found', { what: 'a variable', as: BOTH, env: { GOROOT: '/usr/lib/go-1.21' } }),
  found('goroot-not-found', {
    what: 'the go env file',
    as: BOTH,
    broken: envFile('GOROOT=/usr/lib/go-1.21'),
    roots: SHELLS,
  }),
  found('goroot-relative', { what: 'a variable', env: { GOROOT: 'go' }, beside: [] }),
  found('goroot-incomplete', {
    what: 'pkg/tool is not there',
    roots: ANY,
    broken: ['rm -rf usr/local/go/pkg/tool'],
  }),
  found('goroot-incomplete', {
    what: 'src of 1.26 is not there',
    go: ['1.26'],
    broken: ['rm -rf usr/local/go/src'],
  }),
  found('goroot-incomplete', {
    what: 'GOROOT names sources alone',
    env: { GOROOT: '/opt/half' },
    broken: ['mkdir -p opt/half && cp -a usr/local/go/VERSION opt/half && mkdir opt/half/src opt/half/bin'],
  }),
  found('goroot-mismatch', {
    what: 'GOROOT of another Go',
    go: ['1.27', '1.26 /opt/go'],
    env: { GOROOT: '/opt/go' },
  }),
  found('goroot-mismatch', {
    what: 'VERSION says another one',
    broken: [`sed -i 1s/.*/${release('1.26')}/ usr/local/go/VERSION`],
  }),
  found('goroot-merged', { what: '1.26 over 1.22', roots: TWO, as: BOTH, go: ['1.26', '1.22'] }),
  found('goroot-unreadable', {
    what: 'sources are of root alone',
    roots: ANY,
    as: [USER],
    broken: ['chmod -R go-rwx usr/local/go/src'],
  }),
  found('goroot-unreadable', {
    what: 'tools are of root alone',
    roots: TWO,
    as: [USER],
    broken: ['chmod -R go-rwx usr/local/go/pkg'],
  }),
];

export const goVersion: readonly Situation[] = [...starting, ...answering, ...trees];
