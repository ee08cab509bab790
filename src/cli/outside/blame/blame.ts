import type { Finding, FindingOrigin, Report } from '../../../core/documents/report.ts';
import type { Origin } from '../../../core/documents/target-description.ts';
import type { Json } from '../../../core/types/json.ts';
import type { Origins } from '../../../target/describe/origins.ts';
import { layersAt, layerThatTook } from '../../../target/image/blame.ts';
import type { LayerReport } from '../../../target/image/history.ts';
import { isUnder } from '../../../target/posix/mounts.ts';
import type { DirectoryNode } from '../../../target/tree/node.ts';
import type { LookedFor } from './looked-for.ts';

/** What of a target can be blamed. */
export interface Blamed {
  readonly env: Readonly<Record<string, string>>;
  readonly origins: Pick<Origins, 'variable' | 'identity' | 'command' | 'healthcheck'>;
  readonly root: DirectoryNode;
  readonly layers: readonly LayerReport[];
  /** Places over which a line of the manifest mounts something, the deepest last. */
  readonly mounts?: readonly { readonly place: string; readonly at: FindingOrigin }[];
}

/** A finding has one cause, seldom two; a list of files may come from everywhere. */
const MAX_ORIGINS = 3;

/** The report, each finding with who is to blame for it, as far as that can be told. */
export function withBlame(report: Report, blamed: Blamed, lookedFor: LookedFor): Report {
  return {
    ...report,
    probes: report.probes.map((probe) => ({
      ...probe,
      findings: probe.findings.map((finding) => {
        const origin = originOf(finding, blamed, lookedFor.get(probe.name) ?? new Set());
        return origin.length === 0 ? finding : { ...finding, origin };
      }),
    })),
  };
}

/**
 * What decided stands in the evidence: a variable by its name or its value, a file by its path. Where it is a file that
 * is not there, the layer that took it away; where no path is named, what the probe looked for in vain and a layer had.
 */
function originOf(
  finding: Finding,
  blamed: Blamed,
  lookedFor: ReadonlySet<string>,
): readonly FindingOrigin[] {
  const strings = stringsIn(finding.evidence);
  const layers = layersIn(finding, blamed);
  if (layers.length > 0) return layers.slice(0, MAX_ORIGINS);
  const taken = () => tookAway(strings, blamed, lookedFor);
  const named = [
    ...(LACKS.test(finding.rule) ? taken() : []),
    ...variablesIn(finding, strings, blamed).map(({ name }) => originOfVariable(name, blamed)),
    ...lineIn(finding),
    ...pathsIn(strings).flatMap((path) => whoWrote(path, blamed)),
  ];
  const found = known(named);
  const all = found.length > 0 ? found : known(taken());
  const saying = SAYS[finding.rule] ?? (decidesWho(finding) ? 'identity' : null);
  const says = saying === null ? [] : known([asFinding(blamed.origins[saying] ?? null)]);
  return [...all.slice(0, MAX_ORIGINS), ...says];
}

/** What is told of layers themselves names them. */
function layersIn({ evidence }: Finding, { layers }: Blamed): readonly FindingOrigin[] {
  const named = Array.isArray(evidence.layers) ? evidence.layers : [];
  return named.flatMap((layer) => (typeof layer === 'number' ? (layers[layer] ?? []) : []));
}

/** What a manifest says wrongly is told with its line. */
function lineIn({ evidence: { file, line } }: Finding): readonly FindingOrigin[] {
  return typeof file === 'string' && typeof line === 'number' ? [{ file, line }] : [];
}

/** The line that mounts something there; of the place itself, what the image has there too, which is hidden. */
function whoWrote(
  path: string,
  { root, layers, mounts = [] }: Blamed,
): readonly (FindingOrigin | undefined)[] {
  const mount = mounts.findLast(({ place }) => isUnder(path, place));
  const written = () => layersAt(root, path).map((layer) => layers[layer]);
  if (mount === undefined) return written();
  return mount.place === path ? [mount.at, ...written()] : [mount.at];
}

/** Something is not there: whoever took it away is the first to blame. */
const LACKS = /missing|dangling|not-found|never-configured|incomplete/;

/** The layers that took away what was looked for; first those of what the evidence speaks of. */
function tookAway(
  strings: readonly Named[],
  { root, layers }: Blamed,
  lookedFor: ReadonlySet<string>,
): readonly (FindingOrigin | undefined)[] {
  const isNamed = (path: string) => strings.some(({ text }) => text !== '' && path.endsWith(text));
  const paths = [...lookedFor].sort((a, b) => Number(isNamed(b)) - Number(isNamed(a)));
  return paths.flatMap((path) => {
    const layer = layerThatTook(root, path);
    return layer === null ? [] : [layers[layer]];
  });
}

/** Each once. */
function known(origins: readonly (FindingOrigin | null | undefined)[]): readonly FindingOrigin[] {
  const seen = new Map(
    origins.filter((origin) => origin != null).map((origin) => [JSON.stringify(origin), origin] as const),
  );
  return [...seen.values()];
}

interface Named {
  readonly key: string;
  readonly text: string;
}

function stringsIn(value: Json, key = ''): readonly Named[] {
  if (typeof value === 'string') return [{ key, text: value }];
  if (Array.isArray(value)) return value.flatMap((item) => stringsIn(item, key));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, item]) => (item === undefined ? [] : stringsIn(item, name)));
}

/** Where something else would be better, was looked for along the way, or only lies near by. */
const ASIDE =
  /^(?:suggested|instead|meant|searched|folders|directories|allowed|expected|wanted|home|prints)$/;

function pathsIn(strings: readonly Named[]): readonly string[] {
  return strings.filter(({ key, text }) => text.startsWith('/') && !ASIDE.test(key)).map(({ text }) => text);
}

/** A name that stands there; or the variable whose value decides, where only that is told. */
function variablesIn(
  { evidence, rule }: Finding,
  strings: readonly Named[],
  { env }: Blamed,
): readonly { readonly name: string }[] {
  const isSet = (name: string) => Object.hasOwn(env, name) && env[name] !== '';
  const names = strings.map(({ text }) => text).filter((text) => /^[A-Za-z_]\w*$/.test(text) && isSet(text));
  if (names.length > 0) return names.map((name) => ({ name }));
  const [, named] = /^limits\/(gomemlimit|gomaxprocs)-/.exec(rule) ?? [];
  if (named !== undefined) return isSet(named.toUpperCase()) ? [{ name: named.toUpperCase() }] : [];
  if (evidence.decides === 'tz' || rule.startsWith('timezone/tz-'))
    return isSet('TZ') ? [{ name: 'TZ' }] : [];
  if (evidence.from !== 'environment') return [];
  const values = strings.filter(({ key }) => key !== 'from').map(({ text }) => text);
  return Object.keys(env)
    .filter((name) => /^(?:GO|CGO_|CC$|CXX$)/.test(name) && isSet(name) && values.includes(env[name] ?? ''))
    .map((name) => ({ name }));
}

function originOfVariable(name: string, { origins }: Blamed): FindingOrigin | null {
  return asFinding(origins.variable(name));
}

/** As a finding tells it; what an option of this call or the runtime says is nobody's fault. */
function asFinding(origin: Origin | null): FindingOrigin | null {
  if (origin?.kind === 'file' && origin.file !== undefined && origin.line !== undefined)
    return { file: origin.file, line: origin.line };
  return origin?.kind === 'image' && origin.createdBy !== undefined
    ? { layer: null, digest: null, createdBy: origin.createdBy }
    : null;
}

/** What of the image says it. */
const SAYS: Readonly<Record<string, 'identity' | 'command' | 'healthcheck'>> = {
  'container/user-missing': 'identity',
  'container/group-missing': 'identity',
  'app/missing': 'command',
  'app/shell-missing': 'command',
  'container/program-not-started': 'command',
  'container/architecture-differs': 'command',
  'container/healthcheck-program': 'healthcheck',
};

/** Another user would be let in. */
function decidesWho({ rule, evidence }: Finding): boolean {
  return rule.startsWith('permissions/') && (evidence.code === 'EACCES' || rule.endsWith('/home-unset'));
}
