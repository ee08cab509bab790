import { parse, stringify } from 'yaml';
import { plainVariable } from '../../../core/remedy/quote.ts';
import { shellCommands } from '../../../core/remedy/shell-words.ts';
import type { Translate } from '../blame/fitting-remedies.ts';

type Fields = Readonly<Record<string, unknown>>;

/** Remedies for a pod and for docker run as keys of a service of Compose (docs.docker.com/reference/compose-file/services). */
export function asCompose(service: string): Translate {
  return (remedy) => {
    const { where, syntax, lines } = remedy;
    if (where !== 'pod' || lines.length === 0) return remedy;
    const keys = syntax === 'options' ? ofOptions(lines) : ofPod(parse(lines.join('\n')));
    if (keys === null) return null;
    const text = stringify(
      { [service]: uninterpolated(keys) },
      { collectionStyle: 'flow', lineWidth: 0 },
    ).trim();
    return { ...remedy, syntax: 'yaml', lines: [`services: ${text}`] };
  };
}

const OPTIONS: Readonly<Record<string, (value: string) => Fields>> = {
  '--cap-add': (value) => ({ cap_add: [value] }),
  '--dns': (value) => ({ dns: [value] }),
  '--dns-option': (value) => ({ dns_opt: [value] }),
  '--dns-search': (value) => ({ dns_search: [value] }),
  '--env': (value) => {
    const at = value.indexOf('=');
    return at < 1 ? {} : { environment: { [value.slice(0, at)]: value.slice(at + 1) } };
  },
  '--cpus': (value) => ({ cpus: Number(value) }),
  '--memory': (value) => ({ mem_limit: value }),
  '--memory-swap': (value) => ({ memswap_limit: value }),
  '--pids-limit': (value) => ({ pids_limit: Number(value) }),
  '--shm-size': (value) => ({ shm_size: value }),
  '--group-add': (value) => ({ group_add: [value] }),
  '--sysctl': (value) => ({ sysctls: [value] }),
  '--tmpfs': (value) => ({ tmpfs: [value] }),
  '--ulimit': (value) => {
    const [, name = '', soft = '', hard = soft] = /^(\w+)=(-?\d+)(?::(-?\d+))?$/.exec(value) ?? [];
    return name === '' ? {} : { ulimits: { [name]: { soft: Number(soft), hard: Number(hard) } } };
  },
};

/** Compose replaces `$NAME` in every value, and takes `$$` for a `$`. */
function uninterpolated(value: unknown): unknown {
  if (typeof value === 'string') return value.replaceAll('$', '$$$$');
  if (Array.isArray(value)) return value.map(uninterpolated);
  if (!isFields(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, uninterpolated(one)]));
}

/** Null where one of them is no key of a service. */
function ofOptions(lines: readonly string[]): Fields | null {
  const words = lines.flatMap((line) => shellCommands(line).flatMap((command) => command.words));
  let keys: Fields = {};
  for (let at = 0; at < words.length; at += 2) {
    const key = OPTIONS[words[at] ?? '']?.(words[at + 1] ?? '');
    if (key === undefined || Object.keys(key).length === 0) return null;
    keys = together(keys, key);
  }
  return keys;
}

/** An option may be there several times: lists one behind the other, tables merged. */
function together(fields: Fields, more: Fields): Fields {
  const both = Object.entries(more).map(([key, value]) => {
    const before = fields[key];
    if (Array.isArray(before) && Array.isArray(value)) return [key, [...before, ...value]];
    return [key, isFields(before) && isFields(value) ? { ...before, ...value } : value];
  });
  return { ...fields, ...Object.fromEntries(both) };
}

/** Of a container of a pod, or of its spec; null where something of it is no key of a service. */
function ofPod(fields: unknown): Fields | null {
  if (!isFields(fields)) return null;
  const parts = Object.entries(fields).map(([key, value]) => OF_POD[key]?.(value) ?? null);
  if (parts.length === 0 || parts.includes(null)) return null;
  return Object.assign({}, ...parts);
}

const OF_POD: Readonly<Record<string, (value: unknown) => Fields | null>> = {
  env: (list) => {
    if (!Array.isArray(list)) return null;
    const pairs = list.map((one) => [one?.name, one?.value] as const);
    return pairs.every(([name, value]) => typeof name === 'string' && typeof value === 'string')
      ? { environment: Object.fromEntries(pairs.map(([name, value]) => [name, plainVariable(value)])) }
      : null;
  },
  securityContext: (value) => {
    if (!isFields(value)) return null;
    const added = addedCapabilities(value);
    if (added !== null) return { cap_add: added };
    const { readOnlyRootFilesystem, ...rest } = value;
    return Object.keys(rest).length === 0 && typeof readOnlyRootFilesystem === 'boolean'
      ? { read_only: readOnlyRootFilesystem }
      : null;
  },
};

/** Of `capabilities: { add: […] }` alone. */
function addedCapabilities({ capabilities, ...rest }: Fields): readonly unknown[] | null {
  if (!isFields(capabilities) || Object.keys(rest).length > 0) return null;
  const { add, ...more } = capabilities;
  return Array.isArray(add) && Object.keys(more).length === 0 ? add : null;
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
