import type { Host } from '../../../src/target/host.ts';
import type { CaFacts } from '../facts.ts';
import type { Bundle } from './beside-bundle.ts';
import type { CaFile, Files } from './files.ts';
import { nodePlaces } from './node-store.ts';
import {
  goPlaces,
  type Locations,
  opensslDirectory,
  opensslPlaces,
  type Places,
  readNamed,
} from './stores.ts';

/**
 * Reads all that any loader may look at, each file and directory once: first the files that they name, then
 * the directories beside them. `details`: every entry of a directory, also where none can matter.
 */
export function readPlaces(host: Host, files: Files, details: boolean): CaFacts['places'] {
  const go = goPlaces(host);
  const openssl = opensslPlaces(host, opensslDirectory(host));
  const node = nodePlaces(host);
  const goFile = readNamed(go, files);
  const opensslFile = openssl && readNamed(openssl, files);

  // Node's own lookups in directories are rare, and so is an OpenSSL that has no file, or another one.
  const alone = node.openssl === null && node.system === null && !details;
  const same = opensslFile === null || opensslFile.file?.content === goFile.file?.content;
  const bundle = alone && same ? bundleOf(goFile.file) : null;

  const locations = (places: Places, named = readNamed(places, files)): Locations => ({
    ...named,
    directories: places.directories.map((path) => files.directory(path, bundle)),
  });
  return {
    go: locations(go, goFile),
    openssl: openssl && opensslFile && locations(openssl, opensslFile),
    node: {
      bundled: node.bundled,
      openssl: node.openssl && locations(node.openssl),
      system: node.system && locations(node.system),
      extra: node.extra === null ? null : files.file(node.extra),
    },
  };
}

/** Null where the loaders may differ about it: a file that is not plain PEM is looked at later. */
function bundleOf(file: CaFile | null): Bundle | null {
  if (file === null) return null;
  const { go } = file.content.reading;
  return go.length === 0 ? null : { path: file.path, roots: new Set(go) };
}
