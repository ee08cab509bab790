import { archiveOf, dockerArchive } from '../../support/files/images/image-writer.ts';
import { type EntrySpec, tarOf } from '../../support/files/images/tar-writer.ts';
import { image, policyFile } from '../../support/memory/machines.ts';
import { file, type Tree } from '../../support/memory/tree.ts';

/** A line of the Dockerfile, and what its layer holds; null: it made none. */
export type Step = readonly [line: string, entries: readonly EntrySpec[] | null];

export const of = (name: string, content: string | Buffer, mode = 0o644): EntrySpec => ({
  name,
  content,
  mode,
});
export const gone = (directory: string, name: string): EntrySpec => of(`${directory}/.wh.${name}`, '');

const APK = ['apk-tools', 'busybox', 'musl'].map((name) => `P:${name}\nV:1\n`).join('\n');
export const ALPINE: Step = [
  'ADD alpine-minirootfs.tar.gz /',
  [
    of('etc/os-release', 'ID=alpine\nVERSION_ID=3.22.1\n'),
    of('etc/go-baseline.version', '1.3.0\n'),
    of('lib/apk/db/installed', APK),
  ],
];

/** A machine that has an archive of that image, the policy that it is held against, and other files. */
export function beside(
  steps: readonly Step[],
  config: Readonly<Record<string, unknown>>,
  policy = '',
  ...more: readonly Tree[]
) {
  const layers = steps.flatMap(([, entries]) => (entries === null ? [] : [tarOf(entries)]));
  const history = steps.map(([created_by, entries]) => ({
    created_by,
    ...(entries === null ? { empty_layer: true } : {}),
  }));
  const archive = archiveOf(dockerArchive({ layers, history, config }));
  return image('debian', { '/app.tar': file(archive) }, policyFile(policy), ...more);
}
