import type { Limits } from '../../core/documents/target-description.ts';
import type { Line } from '../pod/manifest/field.ts';
import { fieldOf, knownWord, type Service } from './service.ts';

const UNITS: Readonly<Record<string, number>> = {
  '': 1,
  b: 1,
  k: 1024,
  m: 1024 ** 2,
  g: 1024 ** 3,
  t: 1024 ** 4,
};

/** `deploy.resources.limits`, or else `cpus` and `mem_limit`; null where there is none. */
export function composeLimits(service: Service): { readonly limits: Limits; readonly at: Line | null } {
  const { lookup } = service.project;
  const deploy = fieldOf(service, 'deploy')?.get('resources').get('limits') ?? null;
  const said = (name: string, old: string) => {
    const own = deploy?.get(name);
    return own?.isThere === true ? own : fieldOf(service, old);
  };
  const [cpus, memory] = [said('cpus', 'cpus'), said('memory', 'mem_limit')];
  const [, digits, unit = ''] =
    /^(\d+(?:\.\d+)?) ?([bkmgt]?)(?:i?b)?$/i.exec(knownWord(memory, lookup) ?? '') ?? [];
  const bytes = digits === undefined ? 0 : Math.floor(Number(digits) * (UNITS[unit.toLowerCase()] ?? 1));
  return {
    limits: {
      cpus: Number(knownWord(cpus, lookup) ?? 0) || null,
      memoryBytes: bytes === 0 ? null : bytes,
      cgroup: null,
    },
    at: (memory ?? cpus)?.line ?? null,
  };
}
