import type { Platform } from '../platform.ts';
import { REDACTED } from '../redact/redact.ts';
import { ESCAPED } from '../text/visible.ts';
import type { Remedy } from './remedy.ts';

/**
 * Whether a remedy can be done as it stands. In the running container: by this user, with a shell and the
 * programs that are there. In the image: RUN needs the image's own shell and programs, COPY and ENV none.
 */
export function fits({ where, lines, needs }: Remedy, platform: Platform): boolean {
  // What may not be shown cannot be pasted; what had to be escaped is another name than the one that is meant.
  if (lines.some((line) => line.includes(REDACTED) || line.includes(ESCAPED))) return false;
  if (where !== 'container' && where !== 'image') return true;
  if (where === 'container' && needs.includes('root') && !platform.root) return false;
  const types = where === 'container' ? lines.length > 0 : lines.some((line) => line.startsWith('RUN '));
  // RUN takes that one, whatever PATH says: the debug images of distroless have theirs in /busybox.
  if (types && !platform.has(where === 'image' ? '/bin/sh' : 'sh')) return false;
  return needs.every((need) => {
    if (need.startsWith(PROGRAM)) return platform.has(need.slice(PROGRAM.length));
    if (need.startsWith(WRITE)) return where === 'image' || platform.writes(need.slice(WRITE.length));
    return true;
  });
}

const PROGRAM = 'program:';
const WRITE = 'write:';
