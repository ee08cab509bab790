import { escapeModule, type ModuleVersion } from './module-path.ts';

/** The files of one module version in the cache. */
export function cacheFiles(root: string, { path, version }: ModuleVersion) {
  const escaped = escapeModule(version);
  const versions = `${root}/cache/download/${escapeModule(path)}/@v`;
  const base = `${versions}/${escaped}`;
  return {
    versions,
    info: `${base}.info`,
    mod: `${base}.mod`,
    zip: `${base}.zip`,
    ziphash: `${base}.ziphash`,
    partial: `${base}.partial`,
    directory: `${root}/${escapeModule(path)}@${escaped}`,
  };
}
