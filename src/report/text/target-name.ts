import type { TargetReport } from '../../core/report.ts';

/** How a first line names what it is about; the container around probe-env needs no name. */
export function targetName(target: TargetReport | null | undefined): string {
  if (target?.kind === 'process') return `pid ${target.pid}: `;
  return target?.kind === 'root' ? `root ${target.root}: ` : '';
}
