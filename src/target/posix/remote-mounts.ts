import { isUnder, type Mount } from './mounts.ts';

/** A mount whose files are served by another machine or by a process of this one. */
export interface RemoteMount {
  readonly point: string;
  readonly fsType: string;
}

/** Such a mount with what is behind it: two mounts of one file system are silent together. */
export interface RemoteFileSystem extends RemoteMount {
  /** `major:minor`. */
  readonly device: string;
}

/**
 * File systems behind which somebody has to answer: where he does not, whoever touches a file sleeps in
 * the kernel, often beyond the reach of SIGKILL, until he does. FUSE stands for sshfs, s3fs, gcsfuse,
 * JuiceFS and all their like; autofs mounts one of the others when it is touched.
 */
const REMOTE =
  /^(?:nfs4?|cifs|smb[23s]?|smbfs|fuse|fuseblk|fuse\..+|9p|virtiofs|ceph|glusterfs|lustre|autofs|afs|gpfs|ocfs2|gfs2|beegfs(?:_nodev)?|orangefs|pvfs2|coda|ncpfs|panfs|wekafs|davfs|vboxsf|vmhgfs|prl_fs)$/;

/** Said of a whole table at once, so that the usual one is not taken apart. */
const PERHAPS_REMOTE =
  / - (?:nfs|cifs|smb|fuse|9p|virtiofs|ceph|gluster|lustre|autofs|afs|gpfs|ocfs2|gfs2|beegfs|orangefs|pvfs2|coda|ncpfs|panfs|wekafs|davfs|vboxsf|vmhgfs|prl_fs)/;

/** Whether the text of a mount table can hold a {@link RemoteMount} at all. */
export function mayHoldRemote(mountinfo: string): boolean {
  return PERHAPS_REMOTE.test(mountinfo);
}

/**
 * The mounts that may not answer. Not the root and what is of its file system: this program and its
 * loader have just been read from there (gVisor and Kata give 9p and virtiofs to whole containers, rootless
 * Podman fuse-overlayfs).
 */
export function remoteMounts(mounts: readonly Mount[]): readonly RemoteMount[] {
  return remoteFileSystems(mounts).map(({ point, fsType }) => ({ point, fsType }));
}

/** The same, with their devices. */
export function remoteFileSystems(mounts: readonly Mount[]): readonly RemoteFileSystem[] {
  const roots = new Set(mounts.filter(({ mountPoint }) => mountPoint === '/').map(({ device }) => device));
  return mounts
    .filter((mount) => REMOTE.test(mount.fsType) && mount.mountPoint !== '/' && !roots.has(mount.device))
    .map(({ mountPoint, fsType, device }) => ({ point: mountPoint, fsType, device }));
}

/**
 * The mount that is asked when `path` (absolute, without links) is looked up. Another mount further down
 * is reached through it, so that it counts all the same.
 */
export function remoteMountOf(mounts: readonly RemoteMount[], path: string): RemoteMount | null {
  return mounts.find(({ point }) => isUnder(path, point)) ?? null;
}
