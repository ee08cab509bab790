import { CAPABILITY_NAMES } from '../../core/names/capabilities.ts';
import type { Host } from '../host.ts';
import { groupLines } from '../posix/account.ts';
import { notStarted } from '../program/first-process.ts';
import { notRunByShell } from '../program/shell-command.ts';
import type {
  BrokenProgram,
  DroppedGroup,
  FrozenMount,
  NamedAt,
  NodeSize,
  PodFacts,
  SharedLimits,
} from './facts.ts';
import { gainedByFile } from './gained.ts';
import { runningTogether } from './manifest/containers.ts';
import type { Field, Line } from './manifest/field.ts';
import type { Beside, Selected } from './manifest/objects.ts';
import { probeWords } from './model/command.ts';
import { lowPorts, portUses } from './model/ports.ts';
import { limitsOf } from './model/resources.ts';
import { containerSecurity } from './model/security.ts';
import type { Trouble } from './model/trouble.ts';
import { podDns } from './names/dns.ts';
import { CALLS_PROBE_ENV, shortProbes } from './probe-times.ts';
import type { Mounted } from './volumes/mounting.ts';

/** What there is to be said of a container, beside what its files decide. */
export interface Judged {
  readonly selected: Selected;
  /** What the manifest holds beside the pods. */
  readonly beside: readonly Beside[];
  readonly host: Host;
  readonly starts: boolean | null;
  readonly troubles: readonly Trouble[];
  /** Null where nobody knows it. */
  readonly uid: number | null;
  readonly gid: number | null;
  /** `User` of the image's config; null where there is no image. */
  readonly imageUser: string | null;
  /** Whether there is an image, or a directory in its place. */
  readonly hasFiles: boolean;
  readonly mounted: readonly Mounted[];
}

export function podFacts(of: Judged): PodFacts {
  const { selected, starts, troubles } = of;
  const declared = lowPorts(selected, of.uid);
  const idle = of.uid === null || of.uid === 0 ? [] : added(selected).filter(isCapability);
  const gained = declared.length + idle.length > 0 ? gainedByFile(of.host) : [];
  const low = gained.includes('NET_BIND_SERVICE') ? [] : declared;
  return {
    starts,
    uid: of.uid,
    troubles,
    limits: limitsOf(selected.container, selected.workload.spec),
    shared: sharedLimits(selected),
    // Of a port that needs it the probe listeners tells.
    idleCapabilities: idle.filter(
      ({ name }) => !gained.includes(name.toUpperCase()) && (low.length === 0 || !BINDS.test(name)),
    ),
    unknownCapabilities: added(selected).filter((one) => !isCapability(one)),
    droppedGroup: droppedGroup(of),
    programs: of.hasFiles ? brokenPrograms(of) : [],
    liveness: wrongLiveness(selected.container),
    shortProbes: shortProbes(selected.container, of.host),
    ofNode: nodeSizes(selected),
    bare: of.hasFiles ? of.mounted.filter(({ hides }) => hides === null).map(({ place }) => place) : [],
    frozen: frozenMounts(of),
    portUses: portUses(selected, of.beside),
    lowPorts: low,
    addsBinding: added(selected).some(({ name }) => BINDS.test(name)),
    ofNodeNetwork: selected.workload.spec.get('hostNetwork').flag() === true,
    dns: podDns(selected),
  };
}

const BINDS = /^NET_BIND_SERVICE$/i;

function added(selected: Selected): readonly NamedAt[] {
  return containerSecurity(selected, 'capabilities')
    .get('add')
    .items()
    .map((item) => ({ name: item.text() ?? '', at: item.line }))
    .filter(({ name }) => name.toUpperCase() !== 'ALL');
}

function isCapability({ name }: NamedAt): boolean {
  return CAPABILITY_NAMES.includes(name.toUpperCase());
}

/** The group of `USER name:group`, unless it is the one that the process gets all the same. */
function droppedGroup({ imageUser, uid, gid, host, selected }: Judged): DroppedGroup | null {
  const [user = '', group] = (imageUser ?? '').split(':');
  if (group === undefined || group === '' || uid === null || gid === null) return null;
  // Whoever says a user or a group in the manifest has made up his mind.
  const says = (name: string) =>
    containerSecurity(selected, name).isThere ||
    selected.workload.spec.get('securityContext').get(name).isThere;
  if (says('runAsGroup') || says('runAsUser')) return null;
  const number = /^\d+$/.test(group)
    ? Number(group)
    : groupLines(host).find(({ name }) => name === group)?.id;
  if (number === gid || (number !== undefined && host.ids.groups.includes(number))) return null;
  return { user, group, asked: number ?? null, uid, gid };
}

const PROBES = ['startupProbe', 'readinessProbe', 'livenessProbe'];
const HOOKS = ['postStart', 'preStop'];

function brokenPrograms({ selected, host }: Judged): readonly BrokenProgram[] {
  const { container } = selected;
  const probes = PROBES.map((by) => {
    const command = container.get(by).get('exec').get('command');
    return { by, command, words: probeWords(container, command) };
  });
  // Nothing is expanded in hooks.
  const hooks = HOOKS.map((by) => {
    const command = container.get('lifecycle').get(by).get('exec').get('command');
    return { by, command, words: command.items().map((item) => item.text() ?? '') };
  });
  return [...probes, ...hooks].flatMap(({ by, command, words }): readonly BrokenProgram[] => {
    const [program] = words;
    if (program === undefined) return [];
    const at: Line = command.line;
    const why = notStarted(host, words) ?? notRunByShell(host, words);
    return why === null ? [] : [{ by, program: why.program, message: why.message, at }];
  });
}

/** A restart mends little of what probe-env finds: asked for readiness it would make a crash loop. */
function wrongLiveness(container: Field): Line | null {
  const command = container.get('livenessProbe').get('exec').get('command');
  const words = probeWords(container, command);
  const text = words.join(' ');
  if (!CALLS_PROBE_ENV.test(text)) return null;
  return /--for(?:=|\s)liveness/.test(text) ? null : command.line;
}

function nodeSizes({ container, workload }: Selected): readonly NodeSize[] {
  return container
    .get('env')
    .items()
    .flatMap((entry): readonly NodeSize[] => {
      const reference = entry.get('valueFrom').get('resourceFieldRef');
      const resource = reference.get('resource').text() ?? '';
      if (!/^limits\.(?:cpu|memory)$/.test(resource)) return [];
      const other = reference.get('containerName').text();
      if (other !== null && other !== container.get('name').text()) return [];
      const key = resource.slice('limits.'.length);
      const has = (holder: Field) => holder.get('resources').get('limits').get(key).isThere;
      if (has(container) || has(workload.spec)) return [];
      return [{ variable: entry.get('name').text() ?? '', resource, at: entry.line }];
    });
}

function sharedLimits({ container, workload }: Selected): SharedLimits | null {
  const { spec } = workload;
  const memory = (holder: Field) => holder.get('resources').get('limits').get('memory');
  if (memory(container).isThere || !memory(spec).isThere) return null;
  const containers = runningTogether(workload).length;
  return containers < 2 ? null : { containers, ...memory(spec).line };
}

/** Volumes whose files are replaced when their object changes. */
const UPDATED = ['configMap', 'secret', 'projected', 'downwardAPI'];

function frozenMounts({ mounted }: Judged): readonly FrozenMount[] {
  return mounted.flatMap(({ at, type, directory, path, source, node }) => {
    if (at === null || directory === '/' || !UPDATED.includes(type)) return [];
    const isMade = node?.type === 'directory' && node.unknown === null && node.children.size === 0;
    return [{ path, volume: source, part: directory.slice(1), isMade, type, at }];
  });
}
