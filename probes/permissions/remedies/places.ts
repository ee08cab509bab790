import { type Beside, byHand, dockerfile, dockerRun, pod } from '../../../src/core/remedy/forms.ts';
import { copyLine, escapeVariable, quote, quoteYaml } from '../../../src/core/remedy/quote.ts';
import type { Remedy } from '../../../src/core/remedy/remedy.ts';
import { isSystem } from '../../../src/core/remedy/secret.ts';
import { dashed } from '../../../src/core/text/dashed.ts';
import { parentOf } from '../../../src/target/posix/walk-path.ts';
import type { AccessEvidence } from '../evidence.ts';

/** Who has to be let in. */
export interface Ids {
  readonly uid: number;
  readonly gid: number;
  readonly groups: readonly number[];
}

/** Platforms that give a random uid with group 0 (OpenShift) grant by that group. */
export function byGroupZero({ gid, groups }: Ids): boolean {
  return gid === 0 || groups.includes(0);
}

/** Makes directories and gives them to this user. */
export function makeDirectories(paths: readonly string[], ids: Ids): string {
  const all = paths.map(quote).join(' ');
  return `mkdir -p ${all}${ids.uid === 0 ? '' : ` && ${own(all, ids)}`}`;
}

/** Gives directories that are not of the system to this user, with what lies in them. */
export function own(targets: string, ids: Ids): string {
  return byGroupZero(ids)
    ? `chgrp -R 0 ${targets} && chmod -R g=u ${targets}`
    : `chown -R ${ids.uid}:${ids.gid} ${targets}`;
}

/** Lines of the Dockerfile that make new directories for this user, with a shell or without. */
export function newDirectories(
  paths: readonly string[],
  ids: Ids,
  after: readonly string[] = [],
): readonly Remedy[] {
  const owner = `${ids.uid}:${ids.gid}`;
  // What COPY has to make above gets the same owner: so a directory of the system is copied first, as root's.
  const above = [...new Set(paths.map(parentOf))].filter((path) => path !== '/' && isSystem(path));
  const copies = [
    ...above.map((path) => copyLine('/mnt', path, '--from=build')),
    ...paths.map((path) => copyLine('/mnt', path, '--from=build', `--chown=${owner}`)),
  ];
  return [
    dockerfile([`RUN ${makeDirectories(paths, ids)}`, ...after], { needs: ['root'] }),
    dockerfile([...copies, ...after], { why: '/mnt of the stage build is an empty directory' }),
  ];
}

/** Volumes at the paths of a finding, but for those that hold something: a volume would hide it. */
export function volumesFor(
  e: AccessEvidence,
  options: Parameters<typeof writableVolumes>[2] = {},
): readonly Remedy[] {
  const paths = e.paths.map(({ path }) => path).filter((path) => !e.filled.includes(path));
  return [
    ...(paths.length === 0 ? [] : writableVolumes(paths, e, options)),
    ...(e.filled.length === 0
      ? []
      : [
          byHand(
            'pod',
            `mount no empty volume at ${e.filled.join(' or ')}: it would hide what is there; fill it first, or write to a directory of its own (a module cache that is complete need not be written)`,
          ),
        ]),
  ];
}

/** A volume that everybody in the pod may write, and a tmpfs of Docker that belongs to this user. */
export function writableVolumes(
  paths: readonly string[],
  { uid, gid }: Ids,
  {
    exec = false,
    env = {},
  }: { readonly exec?: boolean; readonly env?: Readonly<Record<string, string>> } = {},
  beside: Beside = {},
): readonly Remedy[] {
  const names = paths.map(volumeName);
  const variables = Object.entries(env);
  const items = variables.map(
    ([name, value]) => `{ name: ${name}, value: ${quoteYaml(escapeVariable(value))} }`,
  );
  const container = paths.map((path, i) => `{ name: ${names[i]}, mountPath: ${quoteYaml(path)} }`);
  const volumes = names.map((name) => `{ name: ${name}, emptyDir: {} }`);
  const tmpfs = paths.map((path) => {
    const mode = path === '/tmp' ? 'mode=1777' : `uid=${uid},gid=${gid},mode=0700`;
    return `--tmpfs ${quote(`${path}:${exec ? 'exec,' : ''}${mode}`)}`;
  });
  return [
    pod(
      [
        'spec:',
        `  volumes: [${volumes.join(', ')}]`,
        '  containers:',
        `    - volumeMounts: [${container.join(', ')}]`,
        ...(items.length === 0 ? [] : [`      env: [${items.join(', ')}]`]),
      ],
      beside,
    ),
    dockerRun(
      [...tmpfs, ...variables.map(([name, value]) => `--env ${name}=${quote(value)}`)].join(' '),
      beside,
    ),
  ];
}

/** RFC 1123 label, as names of volumes are. */
function volumeName(path: string): string {
  return dashed(path).slice(-40).replace(/^-+/, '') || 'data';
}
