import type { Host } from '../../../src/target/host.ts';
import { parentOf } from '../../../src/target/posix/walk-path.ts';
import type { ImageFacts } from '../facts.ts';

/** Go files in the working directory, and no go.mod there or above it: go builds none of them (go help modules). */
export function homelessSources(host: Host): ImageFacts['homeless'] {
  const { cwd } = host;
  if (cwd === null || host.env.GO111MODULE === 'off' || /-modfile/.test(host.env.GOFLAGS ?? '')) return null;
  const entries = host.entries(cwd);
  if (!entries.ok) return null;
  const file = entries.value.find(
    ({ name, type }) => type === 'file' && /^[^._].*(?<!_test)\.go$/.test(name),
  );
  if (file === undefined) return null;
  for (let directory = cwd; ; directory = parentOf(directory)) {
    for (const name of ['go.mod', 'go.work']) {
      const found = host.stat(`${directory === '/' ? '' : directory}/${name}`);
      if (found.ok || found.error.code !== 'ENOENT') return null;
    }
    if (directory === '/' || directory === '') return { directory: cwd, file: file.name };
  }
}
