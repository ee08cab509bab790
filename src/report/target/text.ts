import type {
  MountedAt,
  Origin,
  TargetDescription,
  Variable,
} from '../../core/documents/target-description.ts';
import { quote } from '../../core/remedy/quote.ts';
import { inUnits } from '../../core/text/bytes.ts';
import { add } from '../../core/text/grouped.ts';
import { plural } from '../../core/text/plural.ts';
import { visible } from '../../core/text/visible.ts';
import { hang, WIDTH, wrap } from '../../core/text/wrap.ts';
import type { FormatOptions } from '../reporter.ts';
import { type Paint, paint } from '../text/paint.ts';
import { imageName, podName, serviceName } from '../text/target-name.ts';
import { capabilitiesInWords } from './capabilities.ts';
import { beside, NAME_MAX } from './columns.ts';
import { filesText } from './files.ts';
import { layersText } from './layers.ts';
import { inWords, noteOf } from './words.ts';

/** Columns in front of what is said of each part. */
const LABEL = 15;
/** The answer to "what does my container look like?", for people. */
export function targetText(description: TargetDescription, options: FormatOptions): string {
  const width = options.width ?? WIDTH;
  const p = paint(options.color);
  const parts = [
    hang(wrap(heading(description), width), '', '  '),
    startLine(description, p, width),
    rows(description, p, width),
    variables(description, p, width),
    mounted(description, options.verbosity === 'verbose', p, width),
    filesText(description, p, width),
    layersText(description, options.verbosity === 'verbose', p),
  ];
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}

/** Names of processors as images have them, where Node has others. */
const OCI_ARCH: Readonly<Record<string, string>> = { x64: 'amd64', ia32: '386' };

function heading({ target, system: { name, arch, libc } }: TargetDescription): string {
  const what = whatOf(target);
  const facts = [
    name ?? 'no os-release',
    arch === null ? 'no program tells its processor' : `linux/${OCI_ARCH[arch] ?? arch}`,
    libc,
  ];
  return `${what}: ${facts
    .filter((fact) => fact !== null)
    .map(visible)
    .join(', ')}`;
}

function whatOf(target: TargetDescription['target']): string {
  if (target.kind === 'process') return `The container of process ${target.pid}`;
  if (target.kind === 'image') return `The image ${visible(imageName(target))}`;
  if (target.kind === 'compose') return `The ${visible(serviceName(target.compose))}`;
  if (target.kind === 'pod')
    return `Container ${visible(target.pod.container)} of ${visible(podName(target.pod))}`;
  return target.kind === 'root' ? `The root file system in ${visible(target.root)}` : 'This container';
}

/** Said only where it does not simply start. */
function startLine({ starts, reason }: TargetDescription, p: Paint, width: number): string {
  if (reason === null) return '';
  const text = starts === false ? 'no' : starts === null ? 'not known' : 'yes';
  const lines = wrap(`${text}: ${visible(reason)}`, width - LABEL - 2);
  return hang(lines, `  ${p.bold('starts'.padEnd(LABEL))}`, ' '.repeat(LABEL + 2));
}

function rows(
  { identity, command, cwd, limits, origins }: TargetDescription,
  p: Paint,
  width: number,
): string {
  const { uid, gid, groups, capabilities, noNewPrivileges, umask } = identity;
  const others = groups?.filter((group) => group !== gid) ?? [];
  const ids = `uid ${uid ?? 'not known'}, gid ${gid ?? 'not known'}`;
  const user =
    uid === null && gid === null
      ? null
      : `${ids}${others.length === 0 ? '' : `, groups ${others.join(', ')}`}`;
  const { effective } = capabilities;
  const gains = { true: '; no new privileges', false: '', null: '' }[String(noNewPrivileges)] ?? '';
  const all: readonly (readonly [string, string | null, Origin | null])[] = [
    ['user', user, origins.identity],
    ['may', effective === null ? null : `${capabilitiesInWords(effective)}${gains}`, origins.capabilities],
    ['umask', umask, origins.identity],
    ['directory', cwd === null ? null : visible(cwd), origins.cwd],
    ['command', command === null ? null : command.map(quoted).join(' '), origins.command],
    ['limits', origins.limits === null ? null : limited(limits), origins.limits],
  ];
  return all
    .map(([label, said, origin]) => {
      const note = said === null ? '' : noteOf(origin);
      const text = said ?? 'not known';
      const lines = wrap(note === '' ? text : `${text}  (${note})`, width - LABEL - 2);
      return hang(
        said === null ? p.dim(lines) : lines,
        `  ${p.bold(label.padEnd(LABEL))}`,
        ' '.repeat(LABEL + 2),
      );
    })
    .join('\n');
}

function limited({ cpus, memoryBytes, cgroup }: TargetDescription['limits']): string {
  const parts = [
    cpus === null ? 'no limit of CPU' : `${cpus} ${cpus === 1 ? 'CPU' : 'CPUs'}`,
    memoryBytes === null ? 'no limit of memory' : `${inUnits(memoryBytes)} of memory`,
  ];
  return `${parts.join(', ')}${cgroup === null ? '' : ` (cgroup v${cgroup})`}`;
}

/** As a shell would take it; what is redacted stays as it is. */
function quoted(word: string): string {
  const plain = word.replaceAll('*', 'x');
  return quote(plain) === plain ? word : quote(visible(word));
}

/** Those of one origin stand together, in their order. */
function variables({ environment, target }: TargetDescription, p: Paint, width: number): string {
  if (environment.length === 0) return `  ${p.bold('environment'.padEnd(LABEL))}empty`;
  const byOrigin = new Map<string, Variable[]>();
  for (const variable of environment) add(byOrigin, groupOf(variable, target.kind), variable);
  const longest = Math.max(...environment.map(({ name }) => visible(name).length));
  const column = Math.min(NAME_MAX, longest) + 2;
  return [...byOrigin]
    .map(([origin, list]) => {
      const head = `  ${p.bold('environment')}${origin === '' ? '' : p.dim(`  ${origin}`)}`;
      return [head, ...list.map((variable) => assignment(variable, column, width))].join('\n');
    })
    .join('\n\n');
}

/** Lines of one file need no heading each. */
function groupOf({ origin }: Variable, kind: TargetDescription['target']['kind']): string {
  if (origin === null) return '';
  if (origin.kind === 'process' && kind !== 'live') return 'with which it started';
  const { line: _, ...whole } = origin;
  return inWords(whole);
}

function assignment({ name, value }: Variable, column: number, width: number): string {
  const shown = value === null ? 'not known' : value === '' ? '(empty)' : visible(value);
  return beside(visible(name), shown, column, width);
}

/** What every container has, and nobody asked for. */
const USUAL_PLACE = /^\/(?:proc|sys|dev)(?:\/|$)/;

function mounted({ mounts }: TargetDescription, verbose: boolean, p: Paint, width: number): string {
  const head = `  ${p.bold('mounts'.padEnd(LABEL))}`;
  if (mounts === null) return `${head}${p.dim('not known')}`;
  const shown = verbose ? mounts : mounts.filter(({ at }) => !USUAL_PLACE.test(at));
  const hidden = mounts.length - shown.length;
  const column = Math.min(NAME_MAX, Math.max(0, ...shown.map(({ at }) => visible(at).length))) + 2;
  const lines = shown.map((mount) => mountLine(mount, column, width));
  const note =
    hidden === 0 ? [] : [p.dim(`    and ${plural(hidden, 'mount')} below /proc, /sys and /dev (-v)`)];
  return [head.trimEnd(), ...lines, ...note].join('\n');
}

function mountLine(
  { at, type, readOnly, source, directory, origin }: MountedAt,
  column: number,
  width: number,
): string {
  const of = source === 'none' || source === type ? '' : ` ${visible(source)}`;
  const below = directory === '/' ? '' : ` ${visible(directory)}`;
  const by = origin === null ? '' : `  (${inWords(origin)})`;
  return beside(visible(at), `${type}${readOnly ? ', read-only' : ''}${of}${below}${by}`, column, width);
}
