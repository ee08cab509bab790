import type { Alone } from '../../src/core/probe.ts';
import type { RawFinding } from '../../src/core/rule.ts';
import { STANDARD_GOROOT } from '../../src/go/find-go.ts';
import { goModel, runModel } from '../../src/go/model/model.ts';
import { NEWEST_MINOR } from '../../src/go/releases.ts';
import type { Host } from '../../src/target/host.ts';
import { treeOf } from '../../src/target/tree/graft.ts';
import { inTree } from '../../src/target/tree/in-tree.ts';
import { directoryNode, fileNode } from '../../src/target/tree/node.ts';

/** What an old and a new go both make of the variables of a manifest: those of it win over all that an image says. */
export const alone: Alone = { worlds: (host) => OLD_AND_NEW.map((minor) => withGo(host, minor)), told };

/** The first with a go.env of its own, and the newest. */
const OLD_AND_NEW = [21, NEWEST_MINOR];

function withGo(host: Host, minor: number): Host {
  const version = `go1.${minor}.0`;
  const path = `${STANDARD_GOROOT}/bin/go`;
  const root = treeOf({
    [path]: fileNode(Buffer.alloc(0), { mode: 0o755 }),
    [`${STANDARD_GOROOT}/VERSION`]: `${version}\n`,
    [`${STANDARD_GOROOT}/go.env`]:
      'GOPROXY=https://proxy.golang.org,direct\nGOSUMDB=sum.golang.org\nGOTOOLCHAIN=auto\n',
    [`${STANDARD_GOROOT}/src/cmd/go/internal/cfg/zdefaultcc.go`]:
      'func DefaultCC(goos, goarch string) string {\n\treturn "gcc"\n}\n',
    [`${STANDARD_GOROOT}/pkg/tool`]: directoryNode(),
    '/tmp': directoryNode({ mode: 0o1777 }),
  });
  const { GOROOT: _, PATH: __, ...rest } = host.env;
  const world = inTree({ ...host, env: { ...rest, PATH: `${STANDARD_GOROOT}/bin` } }, root);
  const program = { path, version, os: 'linux', arch: 'amd64', trimmed: false };
  return { ...world, run: runModel(goModel(world, program)) };
}

/** Values that no go takes, or that mean the same to every go. */
const OF_VALUE = new Set(
  `modules-invalid flags-invalid cgo-invalid gopath-relative
   proxy-empty proxy-invalid proxy-unreachable-entry proxy-plain-http proxy-credentials
   sumdb-off sumdb-invalid insecure-set private-pattern-ineffective toolchain-invalid
   auth-invalid vcs-rules-invalid bin-relative path-misspelt target-unknown level-misspelt
   float-unknown`
    .split(/\s+/)
    .map((id) => `go-env/${id}`),
);

function told(finding: RawFinding, host: Host): RawFinding | null {
  return holds(finding, host) ? finding : null;
}

function holds({ rule, args }: RawFinding, { env }: Host): boolean {
  if (rule === 'go-env/unexpected-value') return typeof args.key === 'string' && Object.hasOwn(env, args.key);
  // The default of GONOPROXY is GOPRIVATE; an image may say it instead.
  if (rule === 'go-env/noproxy-bypasses-proxy-off') return Boolean(env.GONOPROXY);
  return OF_VALUE.has(rule);
}
