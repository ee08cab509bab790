import { isUtf8 } from 'node:buffer';
import type { FoundFile, TargetDescription } from '../../core/documents/target-description.ts';
import type { Host } from '../../target/host.ts';
import { reasonText } from '../../verdict/reasons.ts';

/** More than any file of settings or certificates that somebody would read; bytes. */
const MAX_BYTES = 64 * 1024;

/** The description with what is in the files that were asked about, as far as that is known. */
export async function withContents(description: TargetDescription, host: Host): Promise<TargetDescription> {
  return {
    ...description,
    files: await Promise.all(description.files.map((file) => withContent(file, host))),
  };
}

async function withContent(file: FoundFile, host: Host): Promise<FoundFile> {
  const reached = host.stat(file.path);
  if (!reached.ok || reached.value.type !== 'file') return file;
  const read = host.readFile(file.path, { maxBytes: MAX_BYTES });
  if (read.ok)
    return isUtf8(read.value)
      ? { ...file, content: read.value.toString('utf8') }
      : { ...file, content: null, why: 'it is no text' };
  const { code, why, lines } = read.error;
  return {
    ...file,
    content: null,
    ...(lines === undefined ? {} : { lines }),
    why: why === undefined ? code : await reasonText(why),
  };
}
