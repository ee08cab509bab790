import type { Resident } from '../../target/resident.ts';
import type { Context } from '../command.ts';
import { UsageError } from '../options/usage-error.ts';

/** What a process that stays can do. */
export async function opened({ io }: Context): Promise<Resident> {
  const resident = await io.stay?.();
  if (resident === undefined) throw new UsageError('serve cannot stay here');
  return resident;
}
