import { type Known, known, unknown } from '../../../core/known.ts';
import type { Ignorance } from '../../../core/reason.ts';
import { containerNamed } from '../manifest/containers.ts';
import { besideOf, type Datum, dataOf } from '../manifest/data.ts';
import type { Field, Line } from '../manifest/field.ts';
import type { Beside, Manifest, Selected } from '../manifest/objects.ts';
import { expandField, type Mapping } from './expand.ts';
import { podField } from './pod-fields.ts';
import { resourceValue } from './resources.ts';
import { mayBeOfService, serviceVariables } from './services.ts';
import type { Doubt, Trouble } from './trouble.ts';

/** A variable that the kubelet sets. */
export interface PodVariable {
  readonly name: string;
  readonly value: Known<string>;
  /** The line that sets it; null of what the kubelet sets by itself. */
  readonly at: Line | null;
}

export interface PodEnvironment {
  /**
   * Those of envFrom, then those of env, then those of services. Within these the kubelet keeps no order: it walks
   * through a map of Go's.
   */
  readonly variables: readonly PodVariable[];
  /** What `$(NAME)` in command, args and subPathExpr stands for. */
  readonly mapping: Mapping;
  readonly troubles: readonly Trouble[];
  readonly doubts: readonly Doubt[];
}

/**
 * The environment that the kubelet gives a container (Kubelet.makeEnvironmentVariables); what the image sets is below
 * it, and `$(NAME)` never sees that.
 */
export function podEnvironment(manifest: Manifest, selected: Selected): PodEnvironment {
  return new Making(manifest, selected).environment();
}

interface Reference {
  readonly kind: 'ConfigMap' | 'Secret';
  readonly field: Field;
  readonly name: string;
  readonly optional: boolean;
}

class Making {
  readonly #manifest: Manifest;
  readonly #selected: Selected;
  readonly #made = new Map<string, PodVariable>();
  readonly #services: ReadonlyMap<string, PodVariable>;
  readonly #links: boolean;
  readonly #troubles: Trouble[] = [];
  readonly #doubts: Doubt[] = [];
  /** Why there may be variables whose names nobody knows; null where there are none. */
  #open: Ignorance | null = null;

  constructor(manifest: Manifest, selected: Selected) {
    this.#manifest = manifest;
    this.#selected = selected;
    const { spec, namespace } = selected.workload;
    this.#links = spec.get('enableServiceLinks').flag() ?? true;
    this.#services = new Map(
      serviceVariables(manifest, namespace, this.#links).map((variable) => [variable.name, variable]),
    );
  }

  environment(): PodEnvironment {
    const { container } = this.#selected;
    for (const source of container.get('envFrom').items()) this.#takeAll(source);
    for (const entry of container.get('env').items()) this.#take(entry);
    const left = [...this.#services.values()].filter(({ name }) => !this.#made.has(name));
    return {
      variables: [...this.#made.values(), ...left],
      mapping: (name) => this.#mapping(name),
      troubles: this.#troubles,
      doubts: this.#doubts,
    };
  }

  #mapping(name: string): Known<string> | undefined {
    const found = this.#made.get(name) ?? this.#services.get(name);
    if (found !== undefined) return found.value;
    if (this.#open !== null) return unknown(this.#open);
    return this.#links && mayBeOfService(name)
      ? unknown({ code: 'may-be-of-service', data: { name } })
      : undefined;
  }

  #takeAll(source: Field): void {
    const reference =
      referenceOf('ConfigMap', source.get('configMapRef')) ?? referenceOf('Secret', source.get('secretRef'));
    if (reference === null) return;
    const found = this.#find(reference);
    if (found === null) {
      this.#open = notThere(reference);
      return;
    }
    const prefix = source.get('prefix').text() ?? '';
    for (const [key, datum] of dataOf(found)) {
      const name = `${prefix}${key}`;
      if (datum.isBinary || !isVariableName(name)) continue;
      this.#set(name, known(datum.bytes.toString('utf8')), datum.field.line);
    }
  }

  #take(entry: Field): void {
    const name = entry.get('name').text();
    if (name === null) throw entry.refused('has no name');
    if (!isVariableName(name))
      this.#doubts.push({
        why: { code: 'cluster-chooses', data: { what: 'name-of-variable' } },
        at: entry.line,
      });
    const text = entry.get('value');
    const value =
      (text.text() ?? '') === ''
        ? this.#valueFrom(entry.get('valueFrom'))
        : expandField(text, (other) => this.#mapping(other));
    if (value !== null) this.#set(name, value, entry.line);
  }

  /** Null where the variable is left out. */
  #valueFrom(from: Field): Known<string> | null {
    if (!from.isThere) return known('');
    const { workload } = this.#selected;
    const field = from.get('fieldRef');
    if (field.isThere) return podField(field, workload);
    const resource = from.get('resourceFieldRef');
    if (resource.isThere) {
      const named = containerNamed(this.#selected, resource.get('containerName').text());
      return resourceValue(resource, named, workload.spec);
    }
    const reference =
      referenceOf('ConfigMap', from.get('configMapKeyRef')) ??
      referenceOf('Secret', from.get('secretKeyRef'));
    if (reference !== null) return this.#valueOfKey(reference);
    const file = from.get('fileKeyRef');
    if (file.isThere)
      return unknown({
        code: 'volume-not-given',
        data: { volume: file.get('volumeName').text() ?? '', type: 'fileKeyRef' },
      });
    return known('');
  }

  #valueOfKey(reference: Reference): Known<string> | null {
    const { kind, name, field, optional } = reference;
    const key = field.get('key').text() ?? '';
    const found = this.#find(reference);
    if (found === null) return unknown(notThere(reference));
    const datum: Datum | undefined = dataOf(found).get(key);
    if (datum !== undefined && !datum.isBinary) return known(datum.bytes.toString('utf8'));
    if (!optional) {
      const namespace = this.#selected.workload.namespace ?? 'default';
      this.#troubles.push({
        kind: 'key',
        reason: 'CreateContainerConfigError',
        message: `couldn't find key ${key} in ${kind} ${namespace}/${name}`,
        at: field.line,
      });
    }
    return null;
  }

  #find(reference: Reference): Beside | null {
    const { kind, name, field, optional } = reference;
    const found = besideOf(this.#manifest, kind, name, this.#selected.workload.namespace);
    if (found === null && !optional) this.#doubts.push({ why: notThere(reference), at: field.line });
    return found;
  }

  /** Where one is set twice, the first place in the list stays. */
  #set(name: string, value: Known<string>, at: Line): void {
    this.#made.set(name, { name, value, at });
  }
}

function referenceOf(kind: Reference['kind'], field: Field): Reference | null {
  if (!field.isThere) return null;
  return {
    kind,
    field,
    name: field.get('name').text() ?? '',
    optional: field.get('optional').flag() ?? false,
  };
}

function notThere({ kind, name }: Reference): Ignorance {
  return { code: 'not-in-manifest', data: { kind, name } };
}

/**
 * Names that every Kubernetes takes from a ConfigMap (validation.IsEnvVarName); from 1.30 on, behind a gate, it takes
 * any printable character but `=`.
 */
function isVariableName(name: string): boolean {
  return /^[-._a-zA-Z][-._a-zA-Z0-9]*$/.test(name) && name !== '.' && !name.startsWith('..');
}
