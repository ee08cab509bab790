import type { ImageReport, PodReport, TargetReport } from '../../core/documents/report.ts';

/** How a first line names what it is about; the container around probe-env needs no name. */
export function targetName(target: TargetReport | null | undefined): string {
  if (target?.kind === 'process') return `pid ${target.pid}: `;
  if (target?.kind === 'image') {
    const pod = target.pod === undefined ? '' : `, ${podName(target.pod)}`;
    return `image ${imageName(target)}${pod}: `;
  }
  if (target?.kind === 'pod') return `${podName(target.pod)}: `;
  if (target?.kind !== 'root') return '';
  return `root ${target.root}${target.pod === undefined ? '' : `, ${podName(target.pod)}`}: `;
}

/** `app:1.4 (linux/amd64)`; the file where nobody named the image. */
export function imageName({ image: { file, reference, platform } }: ImageReport): string {
  return `${reference ?? (file === '-' ? 'on stdin' : file)}${platform === null ? '' : ` (${platform})`}`;
}

/** `pod web`; the manifest where the cluster makes up the name. */
export function podName({ name, file, variables = [] }: PodReport): string {
  const given = variables.length === 0 ? '' : ` with other ${variables.join(', ')}`;
  return `pod ${name ?? (file === '-' ? 'on stdin' : file)}${given}`;
}
