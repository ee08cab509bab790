import { isUtf8 } from 'node:buffer';
import type { Around } from '../../../target/compose/around.ts';
import { NotDotenv, parseDotenv } from '../../../target/compose/dotenv.ts';
import { type Lookup, NoInterpolation } from '../../../target/compose/interpolate.ts';
import { type Service, ServiceChoice, selectService } from '../../../target/compose/service.ts';
import type { Host } from '../../../target/host.ts';
import { ManifestError } from '../../../target/pod/manifest/field.ts';
import { readCompose } from '../../../target/pod/manifest/read.ts';
import { NoAccount } from '../../../target/posix/account.ts';
import type { Context } from '../../command.ts';
import { UsageError } from '../../options/usage-error.ts';
import { absolute } from '../environment-of.ts';
import { stdinFor } from '../incoming.ts';
import { TargetError } from '../target-error.ts';
import { MAX_BYTES, notRead } from './around.ts';

/**
 * The service that is asked about.
 *
 * @param file as it was given; `-` for stdin
 * @throws UsageError, TargetError
 */
export async function readService(
  file: string,
  wanted: string | null,
  context: Context,
  around: Around,
): Promise<Service> {
  const name = file === '-' ? 'stdin' : file;
  const text = await textOf(file, context);
  return orRefuse(() => {
    const top = readCompose(text, name);
    if (top === null) throw new ManifestError(`${name}:1: is empty`);
    return selectService({ file: name, top, lookup: variablesBeside(around) }, wanted);
  });
}

/** What the file says wrongly is told as what cannot be looked at. */
export function orRefuse<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof ServiceChoice) throw new UsageError(`--compose: ${error.message}`);
    if (error instanceof ManifestError) throw new TargetError(`--compose: ${error.message}`);
    if (error instanceof NoAccount)
      throw new TargetError(`--compose: its user cannot be looked up: ${error.message}`);
    throw error;
  }
}

/** Variables of `.env` beside the file, by which its own are replaced; those of this shell are not whose will run it. */
function variablesBeside(around: Around): Lookup {
  const text = around.text('.env');
  if (text === null) return () => undefined;
  try {
    const found = new Map(
      parseDotenv(text, () => undefined).map(({ name, value }) => [
        name,
        value.known ? value.value : undefined,
      ]),
    );
    return (name) => found.get(name);
  } catch (error) {
    if (error instanceof NotDotenv) throw new ManifestError(`.env:${error.line}: ${error.message}`);
    if (error instanceof NoInterpolation) throw new ManifestError(`.env:1: ${error.message}`);
    throw error;
  }
}

async function textOf(file: string, context: Context): Promise<string> {
  const bytes = file === '-' ? await stdinFor('--compose', MAX_BYTES, context) : bytesOf(file, context.host);
  if (!isUtf8(bytes)) throw new TargetError(`--compose: ${file} is not UTF-8`);
  return bytes.toString('utf8');
}

function bytesOf(file: string, host: Host): Buffer {
  const read = host.readFile(absolute(file, host), { maxBytes: MAX_BYTES });
  if (read.ok) return read.value;
  const named = `--compose: ${JSON.stringify(file)}`;
  if (read.error.code === 'ENOENT') throw new UsageError(`${named} does not exist`);
  throw new TargetError(`${named} ${notRead(read.error)}`);
}
