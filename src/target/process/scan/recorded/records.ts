import { existsSync } from 'node:fs';
import { readFile } from '../../../live/files/read.ts';
import { SETTLE_MS } from '../../../node/missing.ts';
import { PLACES, type Place } from '../../../node/recorded/places.ts';
import {
  namesInStorage,
  type Recorded,
  recordedInDocker,
  recordedInOci,
} from '../../../node/recorded/recorded.ts';
import { namesIn } from './logs.ts';

/** More than the configuration of any container takes. */
const MAX_BYTES = 4 * 1024 * 1024;
/** More namespaces than any containerd has, and more tasks than any node. */
const MAX_NAMESPACES = 100;
const MAX_TASKS = 10_000;

interface Kept {
  readonly recorded: Recorded | null;
  readonly firstMs: number;
}

/** What runtimes have written down of their containers: each is read once, by the id that the kernel gave. */
export class Records {
  readonly #places: readonly Place[];
  readonly #kept = new Map<string, Kept>();

  /** @param root below which the node's `/run` and `/var/lib` are; `/` is this one's own */
  constructor(root: string) {
    const above = root === '/' ? '' : root;
    this.#places = PLACES.map((place) => ({ ...place, directory: `${above}${place.directory}` }));
  }

  /** Null where no runtime has written down its name. @param id 64 hexadecimal digits @param nowMs monotonic */
  of(id: string, nowMs: number): Recorded | null {
    const kept = this.#kept.get(id);
    if (kept !== undefined && (kept.recorded !== null || nowMs > kept.firstMs + SETTLE_MS))
      return kept.recorded;
    const recorded = this.#read(id);
    this.#kept.set(id, { recorded, firstMs: kept?.firstMs ?? nowMs });
    return recorded;
  }

  /** Nothing of other containers is kept. */
  keep(ids: ReadonlySet<string>): void {
    for (const id of this.#kept.keys()) if (!ids.has(id)) this.#kept.delete(id);
  }

  /** Ids of the containers that run by the account of a containerd: it keeps nothing of those that have ended. */
  running(): readonly string[] {
    return this.#places
      .filter(({ layout, directory }) => layout === 'tasks' && existsSync(directory))
      .flatMap(({ directory }) =>
        namespacesIn(directory).flatMap((namespace) =>
          namesIn(`${directory}/${namespace}`).slice(0, MAX_TASKS),
        ),
      )
      .filter((name) => /^[0-9a-f]{64}$/.test(name));
  }

  #read(id: string): Recorded | null {
    for (const place of this.#places) {
      // Most runtimes are not on this node: to be told so file by file costs more.
      if (!existsSync(place.directory)) continue;
      const recorded = readOne(place, id);
      if (recorded !== null) return recorded;
    }
    return null;
  }
}

function readOne({ directory, layout }: Place, id: string): Recorded | null {
  if (layout === 'docker') {
    const text = textIn(`${directory}/${id}/config.v2.json`);
    return text === null ? null : recordedInDocker(text);
  }
  if (layout === 'storage') {
    const text = textIn(`${directory}/${id}/userdata/config.json`);
    const recorded = text === null ? null : recordedInOci(text);
    if (recorded !== null) return recorded;
    const names = textIn(`${directory}/containers.json`);
    return names === null ? null : recordedInOci(text ?? '', namesInStorage(names).get(id) ?? null);
  }
  for (const namespace of namespacesIn(directory)) {
    const text = textIn(`${directory}/${namespace}/${id}/config.json`);
    const recorded = text === null ? null : recordedInOci(text);
    if (recorded !== null) return recorded;
  }
  return null;
}

function namespacesIn(directory: string): readonly string[] {
  return namesIn(directory).slice(0, MAX_NAMESPACES);
}

function textIn(path: string): string | null {
  const file = readFile(path, { maxBytes: MAX_BYTES });
  return file.ok ? file.value.toString('utf8') : null;
}
