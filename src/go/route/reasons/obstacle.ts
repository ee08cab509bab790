import { NOTHING } from '../../modules/conflicts.ts';
import { contradiction } from '../../modules/contradiction.ts';
import { formatModule, type PathDefect } from '../../modules/module-path.ts';
import type { ProxyListError } from '../../settings/proxy/proxy-list.ts';
import type { SumdbError } from '../../settings/sumdb.ts';
import type { RouteContext } from '../context.ts';
import type { Findings } from '../findings.ts';
import type { Obstacle } from '../obstacle.ts';

/** What stops go, in a sentence. */
export function explainObstacle(obstacle: Obstacle, found: Findings, { settings }: RouteContext): string {
  switch (obstacle.code) {
    case 'go111module':
      return `GO111MODULE is "${obstacle.value}": every command stops; only on, off and auto are known`;
    case 'goflags':
      return `GOFLAGS cannot be read (${obstacle.words.join(' ')}): every command stops`;
    case 'go-env':
      return `the go command itself fails: ${obstacle.message}`;
    case 'project':
      return obstacle.message;
    case 'no-module-cache':
      return 'there is no module cache: neither GOMODCACHE, GOPATH nor HOME is set';
    case 'gopath-mode':
      return obstacle.auto
        ? 'GO111MODULE=auto and no go.mod: packages are looked for in GOPATH/src, nothing is fetched'
        : 'GO111MODULE=off: packages are looked for in GOPATH/src, go mod download refuses to work';
    case 'workspace-mod':
      return `GOFLAGS says -mod=${obstacle.mod}, which a workspace refuses`;
    case 'workspace-conflict':
      return `${contradiction({ path: obstacle.path, ...NOTHING, ...obstacle.conflict })}: every command stops`;
    case 'vendoring': {
      const [first] = obstacle.mismatches;
      const more = obstacle.mismatches.length > 1 ? ` and ${obstacle.mismatches.length - 1} more` : '';
      return `vendor/modules.txt and go.mod disagree (${first?.module}${more}): a build stops with "inconsistent vendoring"`;
    }
    case 'lookup-disabled':
      return 'vendor/modules.txt does not list it, and -mod=vendor forbids to look elsewhere';
    case 'path':
      return PATH_DEFECTS[obstacle.defect];
    case 'directory-missing':
      return `${formatModule(found.question.module)} is no directory with a go.mod`;
    case 'directory-refused':
      return `the go.mod of ${formatModule(found.question.module)} may not be read (${obstacle.error}): go stops there`;
    case 'file-refused':
      return `${obstacle.file} may not be read (${obstacle.error}): go stops there`;
    case 'cache-refused':
      return `${obstacle.refusal.path} in the module cache may not be looked at (${obstacle.refusal.code}): go stops there`;
    case 'go-sum-malformed':
      return `line ${obstacle.line} of go.sum has not three fields: go stops with "malformed go.sum"; only go mod tidy passes over it`;
    case 'mismatch':
      return `the ${obstacle.file === 'go.mod' ? 'go.mod' : 'tree'} in the module cache has another hash than go.sum says: go stops with "checksum mismatch"`;
    case 'goproxy':
      return explainGoproxy(obstacle.error);
    case 'damaged':
      return 'the zip in the module cache is damaged, and there is no tree: go stops at unpacking it';
    case 'goauth':
      return `GOAUTH has a command that go refuses (${obstacle.defect.command || 'an empty one'}): nothing is asked over https`;
    case 'proxy-directory':
      return `${obstacle.url} is the only source, and that directory is not there`;
    case 'off':
      if (found.question.cache?.tree && found.question.cache.mod) {
        return 'GOPROXY=off, and the module cache lacks its .info: go mod download stops, builds do without';
      }
      return found.placement.cached === false
        ? 'GOPROXY=off: nothing is asked, and the module cache does not have it'
        : 'GOPROXY=off: nothing is asked';
    case 'govcs':
      return explainGovcs(obstacle.known, settings.vcsRules.ok);
    case 'program':
      return `it can only be fetched directly, and ${obstacle.programs.join(' or ')} is not on PATH`;
    case 'gosumdb':
      return explainGosumdb(obstacle.error, settings.gosumdb);
  }
}

const PATH_DEFECTS: Readonly<Record<PathDefect, string>> = {
  empty: 'the module path is empty',
  'bad-character': 'the path has a character that no module path may have',
  'empty-element': 'the path has an empty element',
  'dot-element': 'an element of the path begins or ends with a dot',
  'leading-dash': 'the path begins with a dash',
  'no-dot-in-host': 'the first element has no dot: go takes it for the standard library and asks no server',
  'upper-case-host': 'the first element may hold lower case, digits, dots and dashes only',
  'reserved-element': 'an element of the path is a name that Windows reserves',
  'bad-major-suffix': 'the path ends with a version that no module path may have',
};

function explainGoproxy(error: ProxyListError): string {
  switch (error.code) {
    case 'no-entries':
      return 'GOPROXY has no entry: every download stops';
    case 'missing-scheme':
      return `GOPROXY: "${error.entry}" is no URL: every download stops, also of modules that would go direct`;
    case 'bad-scheme':
      return `GOPROXY: ${error.scheme} is not https, http or file: every download stops`;
    case 'bad-file-url':
      return `GOPROXY: ${error.entry} is not file:///PATH: every download stops`;
    case 'bad-url':
      return `GOPROXY: ${error.entry} cannot be read as a URL: every download stops`;
  }
}

function explainGovcs(known: boolean, valid: boolean): string {
  if (!valid) return 'GOVCS cannot be read: every direct download stops';
  return known
    ? 'GOVCS forbids the version control system of its host'
    : 'GOVCS forbids every version control system; only a page that names a module proxy would help';
}

function explainGosumdb(error: SumdbError | { readonly code: 'off' }, value: string): string {
  const after = 'go stops after the first answer, before anything is used';
  switch (error.code) {
    case 'off':
      return `GOSUMDB=off, and a toolchain is never used unverified: ${after}`;
    case 'missing':
      return `GOSUMDB is empty: ${after}`;
    case 'too-many-fields':
      return `GOSUMDB has more than two fields: ${after}`;
    case 'malformed-verifier':
      return `GOSUMDB is "${value}", neither off, a known database nor name+hash+key ("malformed verifier id"): ${after}`;
    case 'hash-mismatch':
      return `GOSUMDB: name and key of ${error.name} do not belong together ("invalid verifier hash"): ${after}`;
    case 'unknown-algorithm':
      return `GOSUMDB: the key of ${error.name} is of an unknown kind: ${after}`;
    case 'bad-name':
      return `GOSUMDB: ${error.name} is no host: ${after}`;
    case 'bad-url':
      return `GOSUMDB: the URL of ${error.name} cannot be read: ${after}`;
  }
}
