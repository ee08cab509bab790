import type { RouteAttempt, RouteModule } from '../../../core/documents/route-report.ts';
import { redact } from '../../../core/redact/redact.ts';
import { formatModule } from '../../modules/module-path.ts';
import type { NearMiss, PatternSlip } from '../../settings/pattern-slips.ts';
import { hostOf } from '../../settings/public-services.ts';
import type { RouteContext } from '../context.ts';
import { asksBefore } from '../find-obstacle.ts';
import type { Findings } from '../findings.ts';
import { belongsToProject } from '../placement.ts';
import { explainObstacle } from './obstacle.ts';

/**
 * Why the route is as it is: the reason that decides the verdict, and where details are wanted all of them, in the
 * order in which go decides.
 */
export function reasonsFor(found: Findings, context: RouteContext): Pick<RouteModule, 'because' | 'reasons'> {
  const { obstacle, verdict } = found;
  const stopped = !asksBefore(obstacle);
  const place = placeReasons(found);
  const checksum = stopped ? [] : checksumReasons(found, context);
  const blocked = obstacle === null ? [] : [redact(explainObstacle(obstacle, found, context))];
  const leaks = leakReasons(found);
  const [because = ''] = [...leaks, ...blocked, ...(verdict === 'offline-ready' ? place : checksum)];
  if (!context.details) return { because, reasons: [because] };
  const way = stopped || !found.asks ? [] : [...proxyReasons(found, context), ...stepReasons(found)];
  return {
    because,
    reasons: [
      ...modeReasons(found, context),
      ...place,
      ...way,
      ...checksum,
      ...(stopped ? [] : goSumReasons(found, context)),
      ...found.misses.map(explainMiss),
      ...blocked,
      ...leaks,
    ],
  };
}

function modeReasons(
  { placement, question }: Findings,
  { settings, build, project }: RouteContext,
): string[] {
  if (placement.mode === 'gopath') return [];
  const value = settings.go111module === '' ? 'unset' : settings.go111module;
  const file = project === null ? 'there is no go.mod' : project.path;
  const reasons = [`module mode: GO111MODULE is ${value}, ${file}`];
  if (question.replaces !== null)
    reasons.push(`${project?.path} replaces ${formatModule(question.replaces)} by it`);
  if (build.mod === 'vendor') {
    reasons.push(
      build.why === 'flag'
        ? 'GOFLAGS says -mod=vendor'
        : 'a build uses vendor: go.mod says 1.14 or later and the directory is there',
    );
    if (placement.vendored === false && build.why !== 'flag') {
      reasons.push(
        'vendor/modules.txt does not list it: a build does not want it, go get and go mod download fetch it',
      );
    }
  } else if (build.why === 'go-line-too-old') {
    reasons.push('vendor is not used: the go line says less than 1.14, or there is none');
  } else if (build.why === 'other-mode') {
    reasons.push('vendor is not used: it was written for a workspace and this is none, or the reverse');
  } else if (build.why === 'workspace') {
    reasons.push('vendor is not used: before Go 1.22 a workspace ignores it');
  } else if (build.why === 'flag') {
    reasons.push(`GOFLAGS says -mod=${build.mod}`);
  }
  return reasons;
}

function placeReasons({ asks, checksum, placement, question, obstacle }: Findings): string[] {
  if (!asksBefore(obstacle)) return [];
  switch (placement.place) {
    case 'vendor':
      return ['it is read from vendor: nothing is fetched and no hash is compared'];
    case 'directory':
      return ['it is a directory of this machine: nothing is fetched'];
    case 'cache':
      return [
        asks
          ? 'the module cache has its go.mod and its tree, and nothing vouches for them: its go.mod is asked for again'
          : 'the module cache has its go.mod and its tree: no source is asked',
        ...(checksum.state === 'asked' && question.cache?.mod === 'absent'
          ? ['where the checksum database does not answer, its go.mod is asked for again']
          : []),
        ...(question.cache?.zip === false
          ? ['its zip is not there: go mod download fetches that again']
          : []),
      ];
    case 'network':
      if (placement.cached === null) return [];
      return question.cache?.mod && question.cache.tree
        ? ['the module cache has its go.mod and its tree, and lacks its .info: every command asks for that']
        : ['the module cache does not have it'];
  }
}

function proxyReasons({ chain, obstacle }: Findings, { settings }: RouteContext): string[] {
  if (!asksBefore(obstacle)) return [];
  if (chain.gonoproxy === null) return [`GOPROXY is ${settings.shown.GOPROXY}`];
  const list = settings.gonoproxy === settings.goprivate ? 'GOPRIVATE' : 'GONOPROXY';
  const off = settings.proxies.ok && settings.proxies.value.entries[0]?.kind === 'off';
  return [
    `${list} has "${chain.gonoproxy}", which matches: it is fetched directly, ${off ? 'even with GOPROXY=off' : 'whatever GOPROXY says'}`,
  ];
}

function stepReasons({ chain }: Findings): string[] {
  return [
    ...chain.attempts.map((step, i) => `${i + 1}. ${describeStep(step)}`),
    ...(chain.off ? ['then off: nothing more is asked'] : []),
  ];
}

function describeStep(step: RouteAttempt): string {
  const credentials =
    step.credentials.length === 0 ? '' : `; credentials from ${step.credentials.join(', ')}`;
  if (step.kind === 'proxy') return `${step.url}: ${onward(step)}${credentials}`;
  const insecure = step.insecure ? '; GOINSECURE allows http and any certificate' : '';
  const systems = step.vcs.length === 0 ? 'no version control system is allowed' : step.vcs.join(', ');
  return `direct, ${step.url}: ${systems}${insecure}${credentials}`;
}

function onward({ onNotFound, onError }: RouteAttempt): string {
  if (onError === 'next') return 'any error moves on';
  return onNotFound === 'next' ? '404 and 410 move on, any other error stops' : 'the last: any error stops';
}

function checksumReasons({ checksum, placement }: Findings, { settings }: RouteContext): string[] {
  switch (checksum.state) {
    case 'go.sum':
      return ['go.sum has both hashes: the checksum database is not asked'];
    case 'cached':
      return ["the checksum database's answer is in the module cache"];
    case 'off':
      return ['GOSUMDB=off: nobody verifies what is fetched'];
    case 'exempt': {
      const list = settings.gonosumdb === settings.goprivate ? 'GOPRIVATE' : 'GONOSUMDB';
      return [`${list} has "${checksum.gonosumdb}", which matches: the checksum database is not asked`];
    }
    case 'asked': {
      const [first = '', ...rest] = checksum.via;
      const then = rest.length === 0 ? '' : `; where that says 404 or 410, ${rest.join(', then ')}`;
      const offline = placement.place === 'cache' ? 'go.sum has no hash of it: ' : '';
      return [`${offline}the checksum database ${checksum.name} is asked at ${first}${then}`];
    }
    default:
      return [];
  }
}

/** What go mod download mends by itself stops a build. */
function goSumReasons({ checksum, question, placement }: Findings, context: RouteContext): string[] {
  const { build, project } = context;
  const local = placement.place === 'vendor' || placement.place === 'directory';
  if (local || project === null || build.mod !== 'readonly' || checksum.missing.length === 0) return [];
  if (!belongsToProject(question, context)) return [];
  return [
    `go.sum has no hash of its ${checksum.missing.join(' and ')}: a build may stop with "missing go.sum entry"`,
  ];
}

const SLIPS: Readonly<Record<PatternSlip, string>> = {
  space: 'blanks in a list are part of the pattern',
  quote: 'quotes in a list are part of the pattern',
  comment: 'a comment behind the list is part of it',
  separator: 'the elements of a list stand apart by commas',
  placeholder: 'it is a placeholder that nobody filled in',
  scheme: 'a pattern has no scheme',
  brace: 'braces have no meaning',
  dots: '/... has no meaning, a prefix matches all below it',
  'leading-dot': 'a leading dot matches nothing',
  authority: 'a pattern has no user and no port',
  case: 'upper and lower case differ',
  slash: 'an empty path element matches nothing',
  malformed: 'it is malformed, and skipped without a word',
  'star-dot': 'it matches hosts below, not the host itself',
  'no-subdomain': 'it matches the host itself, not those below it',
  'star-depth': 'it matches what is below, not the path itself',
};

/** Also what the text shows of it where reasons are not asked for. */
export function explainMiss({ pattern, slip, instead }: NearMiss): string {
  const remedy = instead === '' ? '' : `; write "${instead}"`;
  return `"${pattern}" does not match: ${SLIPS[slip]}${remedy}`;
}

function leakReasons({ leaks }: Findings): string[] {
  if (leaks.length === 0) return [];
  const hosts = [...new Set(leaks.map(hostOf))];
  return [`the policy calls it private, and ${hosts.join(' and ')} would be asked for it`];
}
