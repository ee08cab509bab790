import { type Known, known } from '../../core/known.ts';
import { type Field, type Line, ManifestError } from '../pod/manifest/field.ts';
import { interpolate, type Lookup, NoInterpolation } from './interpolate.ts';

/** A file of Compose. */
export interface Project {
  readonly file: string;
  readonly top: Field;
  readonly lookup: Lookup;
}

/** A service: itself, and above it what it extends, the nearest last. */
export interface Service {
  readonly name: string;
  readonly project: Project;
  readonly layers: readonly Field[];
  /** Where it extends a service of another file, which is not looked at. */
  readonly elsewhere: Field | null;
}

/** Several services, and nobody said which; in words. */
export class ServiceChoice extends Error {}

/** @throws ServiceChoice, ManifestError */
export function selectService(project: Project, wanted: string | null): Service {
  const services = project.top.get('services').entries();
  const names = services.map(([name]) => name);
  if (names.length === 0) {
    const isManifest = project.top.get('kind').isThere;
    const meant = isManifest ? ': it is an object of Kubernetes, for --pod FILE' : '';
    throw new ManifestError(`${project.file}:1: has no services${meant}`);
  }
  const name = wanted ?? (names.length === 1 ? names[0] : undefined);
  if (name === undefined)
    throw new ServiceChoice(`it has several services: --service NAME with one of ${names.join(', ')}`);
  if (!names.includes(name))
    throw new ManifestError(
      `${project.file}: no service is named ${JSON.stringify(name)}; there is ${names.join(', ')}`,
    );
  return layersOf(project, name);
}

function layersOf(project: Project, name: string): Service {
  const layers: Field[] = [];
  let elsewhere: Field | null = null;
  const seen = new Set<string>();
  for (let next: string | null = name; next !== null; ) {
    const own = project.top.get('services').get(next);
    if (seen.has(next) || !own.isThere) throw own.refused('is extended, and is not there, or extends itself');
    seen.add(next);
    layers.unshift(own);
    const base = own.get('extends');
    const isShort = typeof base.value === 'string';
    if (!isShort && base.get('file').isThere) {
      elsewhere = base;
      break;
    }
    next = isShort ? base.text() : base.get('service').text();
  }
  return { name, project, layers, elsewhere };
}

/** The field of the nearest layer that has it. */
export function fieldOf({ layers }: Pick<Service, 'layers'>, name: string): Field | null {
  return layers.map((layer) => layer.get(name)).findLast((field) => field.isThere) ?? null;
}

/** The items of a list of all layers, the nearest last. */
export function itemsOf({ layers }: Pick<Service, 'layers'>, name: string): readonly Field[] {
  return layers.flatMap((layer) => {
    const field = layer.get(name);
    return Array.isArray(field.value) || !field.isThere ? field.items() : [field];
  });
}

/** A scalar as text, its variables replaced; null where it is not there. @throws ManifestError */
export function wordOf(field: Field, lookup: Lookup): Known<string> | null {
  if (!field.isThere) return null;
  if (typeof field.value === 'object') throw field.refused('must be text');
  try {
    return typeof field.value === 'string' ? interpolate(field.value, lookup) : known(String(field.value));
  } catch (error) {
    if (error instanceof NoInterpolation) throw field.refused(`has an ${error.message}`);
    throw error;
  }
}

/** The same where it is known; null otherwise. */
export function knownWord(field: Field | null, lookup: Lookup): string | null {
  const word = field === null ? null : wordOf(field, lookup);
  return word?.known === true ? word.value : null;
}

export function flagOf(field: Field | null, lookup: Lookup): boolean {
  return knownWord(field, lookup) === 'true';
}

/** The line of the service itself, whatever it extends. */
export function lineOf({ layers, project }: Service): Line {
  return layers.at(-1)?.line ?? { file: project.file, line: 1 };
}
