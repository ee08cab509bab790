import type { NetworkFailure } from '../../network.ts';

/** How far it got, and why no further. */
export class Stopped extends Error {
  readonly failure: NetworkFailure;

  constructor(stage: NetworkFailure['stage'], code: string, status?: number) {
    super(code);
    this.failure = { stage, code, ...(status === undefined ? {} : { status }) };
  }
}

const TIMEOUT = 'TIMEOUT';

/** Rejects where the time is up; `stop` is called then. */
export async function withTime<T>(
  work: Promise<T>,
  timeoutMs: number,
  stop: () => void = () => {},
): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () => {
        stop();
        reject(Object.assign(new Error(TIMEOUT), { code: TIMEOUT }));
      },
      Math.max(0, timeoutMs),
    );
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** The code of an error; of several addresses that failed, that of the first. */
export function codeOf(error: unknown): string {
  if (error instanceof AggregateError && error.errors.length > 0) return codeOf(error.errors[0]);
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return code === '' ? 'UNKNOWN' : code;
}
