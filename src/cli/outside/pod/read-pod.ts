import { isUtf8 } from 'node:buffer';
import { inUnits } from '../../../core/text/bytes.ts';
import type { Host } from '../../../target/host.ts';
import { ManifestError } from '../../../target/pod/manifest/field.ts';
import {
  Ambiguous,
  type Manifest,
  objectsOf,
  type Selected,
  selectContainer,
} from '../../../target/pod/manifest/objects.ts';
import { readManifest } from '../../../target/pod/manifest/read.ts';
import { NoAccount } from '../../../target/posix/account.ts';
import { failureText } from '../../../verdict/failure-text.ts';
import type { Context } from '../../command.ts';
import { UsageError } from '../../options/usage-error.ts';
import { absolute } from '../environment-of.ts';
import { stdinFor } from '../incoming.ts';
import { TargetError } from '../target-error.ts';

/** Far more than manifests have: those of a whole cluster. */
const MAX_BYTES = 64 * 1024 * 1024;

/**
 * The manifest, and the container of it that is asked about.
 *
 * @param file as it was given; `-` for stdin
 * @throws UsageError, TargetError
 */
export async function readPod(
  file: string,
  container: string | null,
  context: Context,
): Promise<{ readonly manifest: Manifest; readonly selected: Selected }> {
  const name = file === '-' ? 'stdin' : file;
  const text = await textOf(file, context);
  return orRefuse(() => {
    const read = (word: string | null) => {
      const manifest = objectsOf(readManifest(text, name, word), name);
      return { manifest, selected: selectContainer(manifest, container) };
    };
    const word = container?.split('/').at(-1) || null;
    try {
      return read(word);
    } catch (error) {
      // What there is besides is listed, and may be what is wrong.
      return word === null ? raise(error) : read(null);
    }
  });
}

function raise(error: unknown): never {
  throw error;
}

/** What the manifest says wrongly is told as what cannot be looked at. */
export function orRefuse<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof Ambiguous) throw new UsageError(`--pod: ${error.message}`);
    if (error instanceof NoAccount)
      throw new TargetError(`--pod: its user cannot be looked up: ${error.message}`);
    if (error instanceof ManifestError) throw new TargetError(`--pod: ${error.message}`);
    throw error;
  }
}

async function textOf(file: string, context: Context): Promise<string> {
  const bytes = file === '-' ? await stdinFor('--pod', MAX_BYTES, context) : bytesOf(file, context.host);
  if (!isUtf8(bytes)) throw new TargetError(`--pod: ${file} is not UTF-8, and so no manifest`);
  return bytes.toString('utf8');
}

function bytesOf(file: string, host: Host): Buffer {
  const read = host.readFile(absolute(file, host), { maxBytes: MAX_BYTES });
  if (read.ok) return read.value;
  const named = `--pod: ${JSON.stringify(file)}`;
  if (read.error.code === 'ENOENT')
    throw new UsageError(`${named} does not exist; kubectl get pod NAME -o yaml >pod.yaml writes one`);
  if (read.error.code === 'TOO_LARGE')
    throw new TargetError(
      `${named} is larger than ${inUnits(MAX_BYTES)}; kubectl get pod NAME -o yaml >pod.yaml writes the one that is asked about`,
    );
  throw new TargetError(`${named} cannot be read: ${failureText(read.error)}`);
}
