import type {
  ComposeReport,
  ImageReport,
  PodReport,
  TargetReport,
} from '../../core/documents/target-report.ts';

/** How a first line names what it is about; the container around probe-env needs no name. */
export function targetName(target: TargetReport | null | undefined): string {
  if (target?.kind === 'process') return `pid ${target.pid}: `;
  if (target?.kind === 'image') {
    return `image ${imageName(target)}${whoRuns(target)}: `;
  }
  if (target?.kind === 'pod') return `${podName(target.pod)}: `;
  if (target?.kind === 'compose') return `${serviceName(target.compose)}: `;
  return target?.kind === 'root' ? `root ${target.root}${whoRuns(target)}: ` : '';
}

/** What will run it, where that was given. */
function whoRuns({ pod, compose }: Pick<ImageReport, 'pod' | 'compose'>): string {
  if (pod !== undefined) return `, ${podName(pod)}`;
  return compose === undefined ? '' : `, ${serviceName(compose)}`;
}

/** `service web`. */
export function serviceName({ service, variables }: ComposeReport): string {
  return `service ${service}${withOther(variables)}`;
}

/** `app:1.4 (linux/amd64)`; the file where nobody named the image. */
export function imageName({ image: { file, reference, platform } }: ImageReport): string {
  return `${reference ?? (file === '-' ? 'on stdin' : file)}${platform === null ? '' : ` (${platform})`}`;
}

/** `pod web`; the manifest where the cluster makes up the name. */
export function podName({ name, file, variables }: PodReport): string {
  return `pod ${name ?? (file === '-' ? 'on stdin' : file)}${withOther(variables)}`;
}

function withOther(variables: readonly string[] = []): string {
  return variables.length === 0 ? '' : ` with other ${variables.join(', ')}`;
}
