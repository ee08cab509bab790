import type { FsFailure, Result } from './host.ts';

export function ok<T>(value: T): Result<T> {
  return { ok: true, value };
}

export function fail<T>(code: string, more?: Omit<FsFailure, 'code'>): Result<T> {
  return { ok: false, error: { code, ...more } };
}

/** The value, or null whatever went wrong: for callers to whom the reason does not matter. */
export function orNull<T>(result: Result<T>): T | null {
  return result.ok ? result.value : null;
}
