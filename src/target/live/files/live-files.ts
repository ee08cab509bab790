import type { Silence } from '../../../core/reason.ts';
import { NotAnswered } from '../../io.ts';
import { parseMountInfo } from '../../posix/mounts.ts';
import { mayHoldRemote, remoteMounts } from '../../posix/remote-mounts.ts';
import { ok } from '../../result.ts';
import type { RemoteFiles } from '../remote/remote-files.ts';
import { type HostFiles, nodeFiles } from './files.ts';
import { writeFile } from './write.ts';

const MOUNTINFO = '/proc/self/mountinfo';

/** The file calls of this process, and who asks file systems that may not answer where there are any. */
let files: HostFiles = nodeFiles();
let remote: RemoteFiles | null = null;

/** The file calls of the live host: those of {@link nodeFiles}, but for what {@link knowMounts} found. */
export function liveFiles(): HostFiles {
  return files;
}

/**
 * Reads the mount table, before anything else is touched and, by who does not stay, not a second time. From then on
 * a file system that may not answer is asked by another process.
 */
export async function knowMounts(): Promise<void> {
  const own = nodeFiles();
  remote = null;
  const table = own.readFile(MOUNTINFO);
  files = {
    ...own,
    readFile: (path, options) => (path === MOUNTINFO ? table : own.readFile(path, options)),
  };
  const text = table.ok ? table.value.toString('latin1') : '';
  if (!mayHoldRemote(text)) return;
  const mounts = remoteMounts(parseMountInfo(table.ok ? table.value.toString('utf8') : ''));
  if (mounts.length === 0) return;
  remote = (await import('../remote/remote-files.ts')).remoteFiles(files, mounts);
  files = remote.files;
}

/** See {@link Host.dueAt}. */
export function setDue(atMs: number): void {
  remote?.dueAt(atMs);
}

/** As {@link writeFile}, or throws what is to be said of a file system that does not answer. */
export function writeLive(path: string, text: string): void {
  const written = remote === null ? ok(writeFile(path, text)) : remote.write(path, text);
  if (written.ok) return;
  const { code, why } = written.error;
  throw code === 'NO_ANSWER' ? new NotAnswered(why as Silence) : Object.assign(new Error(code), { code });
}
