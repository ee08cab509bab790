import type { FsFailure, Result } from './file.ts';

/** What was asked for. */
export function ok<T>(value: T): Result<T> {
  return { ok: true, value };
}

/** @param code errno name, or one of {@link FsFailure}'s own */
export function fail<T>(code: string, more?: Omit<FsFailure, 'code'>): Result<T> {
  return { ok: false, error: { code, ...more } };
}

/** What says something about the path itself: it is not there, of another kind, a loop, no link (EINVAL). */
const ANSWER = /^(?:ENOENT|ENOTDIR|EINVAL|ELOOP|ENAMETOOLONG|EROFS|NOT_REGULAR|TOO_LARGE)$/;

/**
 * Whether a failure leaves open what is there: the path may not be looked at (EACCES, EPERM), the disk does not give
 * it (EIO), nobody answers. To take that for absence is wrong.
 */
export function isUnknown({ code }: FsFailure): boolean {
  return !ANSWER.test(code);
}

/** The value, or null whatever went wrong: for callers to whom the reason does not matter. */
export function orNull<T>(result: Result<T>): T | null {
  return result.ok ? result.value : null;
}
