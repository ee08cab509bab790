import type { Mount } from '../../posix/mounts.ts';
import type { Mounted } from './mounting.ts';

/** As /proc/self/mountinfo has them, but for the types, which are those of the volumes. */
export function mountTable(mounted: readonly Mounted[], readOnlyRoot: boolean): readonly Mount[] {
  const root: Mount = {
    id: 1,
    parent: 0,
    device: '0:1',
    root: '/',
    mountPoint: '/',
    options: [readOnlyRoot ? 'ro' : 'rw'],
    fsType: 'overlay',
    source: 'overlay',
    superOptions: ['rw'],
  };
  const table = [root];
  /** The last mount at each place: a pod may have thousands. */
  const latest = new Map([['/', root]]);
  for (const { place, type, readOnly, source, directory } of mounted) {
    const on = mountedOn(place, latest) ?? root;
    const id = table.length + 1;
    const mount: Mount = {
      id,
      parent: on.id,
      device: `0:${id}`,
      root: directory,
      mountPoint: place,
      options: [readOnly ? 'ro' : 'rw'],
      fsType: type,
      source,
      superOptions: ['rw'],
    };
    table.push(mount);
    latest.set(place, mount);
  }
  return table;
}

/** Of the mounts above the place the last one. */
function mountedOn(place: string, latest: ReadonlyMap<string, Mount>): Mount | undefined {
  let on = latest.get('/');
  for (let end = place.lastIndexOf('/'); end > 0; end = place.lastIndexOf('/', end - 1)) {
    const above = latest.get(place.slice(0, end));
    if (above !== undefined && above.id > (on?.id ?? 0)) on = above;
  }
  return on;
}

/** The same as the kernel would print it. */
export function mountInfo(mounts: readonly Mount[]): string {
  return mounts
    .map(({ id, parent, device, root, mountPoint, options, fsType, source, superOptions }) =>
      [
        id,
        parent,
        device,
        escaped(root),
        escaped(mountPoint),
        options,
        '-',
        fsType,
        escaped(source),
        superOptions,
      ].join(' '),
    )
    .map((line) => `${line}\n`)
    .join('');
}

function escaped(text: string): string {
  return (text === '' ? 'none' : text).replace(
    /[ \t\n\\]/g,
    (sign) => `\\${sign.charCodeAt(0).toString(8).padStart(3, '0')}`,
  );
}
