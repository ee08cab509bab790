import type { ImageReport, TargetReport } from '../../core/report.ts';

/** How a first line names what it is about; the container around probe-env needs no name. */
export function targetName(target: TargetReport | null | undefined): string {
  if (target?.kind === 'process') return `pid ${target.pid}: `;
  if (target?.kind === 'image') return `image ${imageName(target)}: `;
  return target?.kind === 'root' ? `root ${target.root}: ` : '';
}

/** `app:1.4 (linux/amd64)`; the file where nobody named the image. */
export function imageName({ image: { file, reference, platform } }: ImageReport): string {
  return `${reference ?? (file === '-' ? 'on stdin' : file)}${platform === null ? '' : ` (${platform})`}`;
}
