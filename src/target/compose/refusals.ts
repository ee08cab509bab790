import { CAPABILITY_NAMES } from '../../core/names/capabilities.ts';
import type { PlannedLimits } from '../container/facts.ts';
import type { Field, Line } from '../pod/manifest/field.ts';
import type { Trouble } from '../pod/model/trouble.ts';
import { fieldOf, itemsOf, knownWord, type Service } from './service.ts';

/** What docker takes for a limit of memory at least (daemon, linuxMinMemory). */
const LEAST_MEMORY = 6 * 1024 * 1024;

/** Of `ulimits`, as runc knows them (libcontainer, strToRlimit). */
const ULIMITS =
  /^(?:as|core|cpu|data|fsize|locks|memlock|msgqueue|nice|nofile|nproc|rss|rtprio|rttime|sigpending|stack)$/;

const DEVICE_RULE = /^[acb] (?:\d+|\*):(?:\d+|\*) [rwm]{1,3}$/;

/** What docker or runc refuses of values that compose hands over as they are. */
export function composeRefusals(
  service: Service,
  { planned, at }: { readonly planned: PlannedLimits; readonly at: Line | null },
): readonly Trouble[] {
  const { lookup } = service.project;
  const refused = (message: string, line: Line): Trouble => ({
    kind: 'refused',
    reason: 'compose',
    message,
    at: line,
  });
  const memory = planned.limits.memoryBytes;
  const workingDir = fieldOf(service, 'working_dir');
  const directory = knownWord(workingDir, lookup);
  const capabilities = (['cap_add', 'cap_drop'] as const).flatMap((key) =>
    itemsOf(service, key).flatMap((item) => {
      const name = (knownWord(item, lookup) ?? 'ALL').toUpperCase().replace(/^CAP_/, '');
      if (name === 'ALL' || CAPABILITY_NAMES.includes(name)) return [];
      const kind = key === 'cap_add' ? 'CapAdd' : 'CapDrop';
      return [refused(`invalid ${kind}: unknown capability: "CAP_${name}"`, item.line)];
    }),
  );
  const devices = itemsOf(service, 'device_cgroup_rules').flatMap((item) => {
    const text = item.path.at(-1) === 'device_cgroup_rules' ? null : knownWord(item, lookup);
    if (text === null || DEVICE_RULE.test(text)) return [];
    return [refused(`invalid device cgroup rule format: '${text}'`, item.line)];
  });
  return [
    ...(memory !== null && memory < LEAST_MEMORY && at !== null
      ? [refused('Minimum memory limit allowed is 6MB', at)]
      : []),
    ...(workingDir !== null && directory !== null && directory !== '' && !directory.startsWith('/')
      ? [
          refused(
            `the working directory '${directory}' is invalid, it needs to be an absolute path`,
            workingDir.line,
          ),
        ]
      : []),
    ...capabilities,
    ...devices,
    ...ulimitsOf(service).flatMap(([name, field]) => {
      if (!ULIMITS.test(name))
        return [refused(`wrong rlimit value: RLIMIT_${name.toUpperCase()}`, field.line)];
      const [soft, hard] = ['soft', 'hard'].map((key) =>
        typeof field.value === 'object' ? numberOf(knownWord(field.get(key), lookup)) : null,
      );
      return soft != null && hard != null && soft > hard
        ? [
            refused(
              `ulimits: ${name}: soft is above hard, which the kernel refuses: invalid argument`,
              field.line,
            ),
          ]
        : [];
    }),
  ];
}

/** By name, the nearest layer last. */
function ulimitsOf(service: Service): readonly (readonly [string, Field])[] {
  const all = service.layers.flatMap((layer) => layer.get('ulimits').entries());
  return [...new Map(all.filter(([, field]) => field.isThere))];
}

/** -1: as much as there is. */
function numberOf(text: string | null): number | null {
  if (text === '-1') return Number.POSITIVE_INFINITY;
  return text !== null && /^\d{1,19}$/.test(text) ? Number(text) : null;
}
