import { closeSync, createReadStream, fstatSync, openSync, readSync, statSync } from 'node:fs';
import type { LayerChanges } from '../../core/documents/target-description.ts';
import { typeOf } from '../live/files/attempt.ts';
import { keepYoungHeapSmall } from '../live/heap.ts';
import { fromFifo, fromStdin } from '../live/incoming.ts';
import type { DirectoryNode, FileNode } from '../tree/node.ts';
import type { Candidate } from './archive/candidate.ts';
import { directorySource } from './archive/directory-source.ts';
import { fileSource } from './archive/file-source.ts';
import { jsonPart } from './archive/json.ts';
import { pipedSource } from './archive/piped-source.ts';
import { platformText } from './archive/platform.ts';
import { provenanceOf } from './archive/provenance.ts';
import { selectImage, type Wanted } from './archive/select.ts';
import type { Source } from './archive/source.ts';
import { type ImageConfig, imageConfig } from './config.ts';
import { type LayerLook, lookThrough } from './contents/look-through.ts';
import { packingOf } from './decode/any-inflater.ts';
import { type DockerfileLine, dockerfileLines } from './dockerfile-lines.ts';
import { type LayerReport, layerReports } from './history.ts';
import { ImageError } from './image-error.ts';
import type { Kept } from './layer/building.ts';
import { ChangeList } from './layer/changes.ts';
import { fetchFrom, loadLayer } from './layer/load-layer.ts';
import { emptyTree, merge } from './layer/merge.ts';

/** An image that was read. */
export interface Image {
  /** As it was named when it was saved; null where nobody named it. */
  readonly reference: string | null;
  readonly digest: string | null;
  /** Such as `linux/amd64`. */
  readonly platform: string | null;
  readonly config: ImageConfig;
  readonly layers: readonly LayerReport[];
  /** All layers over each other. */
  readonly root: DirectoryNode;
  /** What each layer brings along, which later ones may hide. */
  readonly looks: readonly LayerLook[];
  /** What each layer does to those below it. */
  changes(): readonly LayerChanges[];
  /**
   * Reads once more, for files whose bytes were not kept: as many of each as are wanted, and digests. False where nothing came of it:
   * all was asked for before and is too large to be held, or comes by only once.
   */
  fetch(wanted: ReadonlyMap<FileNode, number>): Promise<boolean>;
}

/**
 * Reads an image: an archive of `docker save` or `podman save`, an OCI archive, an OCI layout in a directory.
 *
 * @param path absolute; `-` for what comes in on stdin
 * @param wanted.patienceMs how long nothing may come of what is no file, milliseconds
 * @throws ImageError, ImageChoice, NothingCame; what open(2) says of the file
 */
export async function readImage(
  path: string,
  wanted: Wanted & { readonly changes?: boolean; readonly patienceMs?: number },
): Promise<Image> {
  keepYoungHeapSmall();
  const kept = { bytes: 0 };
  const source = await sourceOf(path, kept, wanted.patienceMs);
  const candidate = selectImage(source, wanted);
  const json = jsonPart(source, candidate.config.part, candidate.config.digest);
  if (json === null) throw new ImageError(`it lacks ${candidate.config.part}`);
  const config = imageConfig(json);
  const { layers } = candidate;
  if (layers.length !== config.diffIds.length) {
    throw new ImageError(
      `it has ${layers.length} layers, and its configuration speaks of ${config.diffIds.length}`,
    );
  }
  let root = emptyTree();
  const changes: ChangeList[] = [];
  const looks: LayerLook[] = [];
  for (const [index, blob] of layers.entries()) {
    const layer = await loadLayer(source, blob, config.diffIds[index] ?? '', index, kept);
    const list = new ChangeList();
    changes.push(list);
    looks.push(lookThrough(layer.root, index, layer.bytes));
    try {
      root = merge(root, layer, index, wanted.changes === true ? list : undefined);
    } catch (error) {
      throw error instanceof ImageError ? new ImageError(`layer ${index}: ${error.message}`) : error;
    }
  }
  const digests = layers.map(({ digest }) => digest);
  const reports = layerReports(config, digests, linesOfDockerfile(source, candidate));
  const tried = new Map<FileNode, number>();
  const platform = config.platform ?? candidate.platform;
  return {
    reference: candidate.names[0] ?? null,
    digest: candidate.digest,
    platform: platform === null ? null : platformText(platform),
    config,
    layers: reports,
    root,
    looks,
    changes: () =>
      reports.flatMap((report, index) => changes[index]?.of(report, looks[index]?.bytes ?? 0) ?? []),
    fetch: async (files) => {
      let fetched = false;
      for (const [index, blob] of layers.entries()) {
        const isNew = ([file, bytes]: readonly [FileNode, number]) =>
          (tried.get(file) ?? 0) < bytes ||
          file.asked.some(({ from }) => from < file.size) ||
          file.digest?.sha256 === null;
        const own = new Map([...files].filter((one) => one[0].layer === index && isNew(one)));
        if (own.size === 0 || source.loaded?.(blob.part) != null) continue;
        for (const [file, bytes] of own) tried.set(file, bytes);
        fetched = true;
        await fetchFrom(source, blob, index, own);
      }
      return fetched;
    },
  };
}

/** None where a part has no digest, as in archives of Docker's own format, which have no provenance either. */
function linesOfDockerfile(
  source: Source,
  { digest, layers }: Candidate,
): readonly (DockerfileLine | null)[] {
  const digests = layers.flatMap((layer) => layer.digest ?? []);
  if (digest === null || digests.length < layers.length) return [];
  const told = provenanceOf(source, digest).map((predicate) => dockerfileLines(predicate, digests));
  return digests.map(
    (_, layer) => told.map((lines) => lines[layer] ?? null).find((line) => line !== null) ?? null,
  );
}

async function sourceOf(path: string, kept: Kept, patienceMs?: number): Promise<Source> {
  if (path === '-') {
    if (fstatSync(0).isFile()) return fileOrPacked('stdin', '/dev/stdin', kept);
    if (process.stdin.isTTY)
      throw new ImageError('it is this terminal: docker save IMAGE | probe-env --image -');
    return pipedSource('stdin', fromStdin(patienceMs), kept);
  }
  const stats = statSync(path);
  if (stats.isDirectory()) return directorySource(path, path);
  if (stats.isFile()) return fileOrPacked(path, path, kept);
  if (stats.isFIFO()) return pipedSource(path, fromFifo(path, patienceMs), kept);
  throw new ImageError(`it is neither a file nor a directory but a ${typeOf(stats)}`);
}

/** An archive that is packed as a whole cannot be read anywhere. */
function fileOrPacked(name: string, path: string, kept: Kept): Source | Promise<Source> {
  return packingOf(headOf(path)) === 'plain'
    ? fileSource(name, path)
    : pipedSource(name, createReadStream(path), kept);
}

function headOf(path: string): Buffer {
  const fd = openSync(path, 'r');
  try {
    const head = Buffer.alloc(4);
    return head.subarray(0, readSync(fd, head, 0, head.length, 0));
  } finally {
    closeSync(fd);
  }
}
