import type { ImageReport } from '../../core/documents/target-report.ts';
import { containerFacts } from '../container/judged.ts';
import type { Host } from '../host.ts';
import { type Account, accountOf, ignoranceOf, type Missing, NoAccount } from '../posix/account.ts';
import { USUAL_CAPABILITIES } from '../posix/capabilities/usual-capabilities.ts';
import { DEFAULT_PATH } from '../system/default-path.ts';
import { treeFiles } from '../tree/files.ts';
import { graft, withKernelMounts } from '../tree/graft.ts';
import { type DirectoryNode, directoryNode, type FileNode } from '../tree/node.ts';
import { walk } from '../tree/resolve.ts';
import { type Operator, treeHost } from '../tree/tree-host.ts';
import { archOfPlatform } from './archive/platform.ts';
import { environmentOf } from './config.ts';
import { contentsOf } from './contents/image-contents.ts';
import type { Image } from './image.ts';

/** How it is run; null: as the image says. */
export interface Run {
  /** As it was named on the command line. */
  readonly file: string;
  readonly user: string | null;
  readonly cwd: string | null;
  /** What is set beside the environment of the image, or over it. */
  readonly env: Readonly<Record<string, string>>;
}

/**
 * An image as docker or podman would start it: with runc's way to find its user.
 *
 * @returns the host, and the files whose bytes it was asked for and does not have
 * @throws NoAccount
 */
export function imageHost(
  operator: Operator,
  image: Image,
  { file, user, cwd, env }: Run,
): {
  readonly host: Host;
  readonly missed: ReadonlyMap<FileNode, number>;
  /** The user or the group that the image names and does not have: then nobody knows who would run there. */
  readonly missing: Missing | null;
} {
  const { config } = image;
  const missed = new Map<FileNode, number>();
  const note = (node: FileNode, wanted: number) => {
    missed.set(node, Math.max(missed.get(node) ?? 0, wanted));
  };
  const files = treeFiles(image.root, { ...ROOT, missed: note });
  const { account, missing } = whoRuns(files, user, config.user);
  const directory = workingDirectory(cwd ?? config.workingDir);
  const target: ImageReport = {
    kind: 'image',
    image: { file, reference: image.reference, digest: image.digest, platform: image.platform },
  };
  const host = treeHost(
    operator,
    {
      target,
      root: withKernelMounts(withDirectory(image.root, directory)),
      account,
      capabilities: account.uid === 0 ? USUAL_CAPABILITIES : 0n,
      env: { PATH: DEFAULT_PATH, HOME: account.home, ...environmentOf(config), ...env },
      cwd: directory,
      arch: config.platform === null ? 'unknown' : archOfPlatform(config.platform),
      rights: {
        bounding: USUAL_CAPABILITIES,
        noNewPrivileges: false,
        firstFreePort: null,
        stated: false,
      },
      kernel: commandLine([...config.entrypoint, ...config.cmd]),
      ...(missing === null ? {} : { stranger: ignoranceOf(missing) }),
    },
    note,
  );
  const container = containerFacts(host, {
    command: [...config.entrypoint, ...config.cmd],
    commandAt: null,
    healthcheck: config.healthcheck,
    healthcheckAt: null,
    missing,
    userAt: null,
  });
  return { host: { ...host, container, image: contentsOf(image, note) }, missed, missing };
}

/** Without its user an image can be looked at all the same; what the call says has to be there. */
function whoRuns(
  files: Pick<Host, 'readFile'>,
  asked: string | null,
  own: string,
): { readonly account: Account; readonly missing: Missing | null } {
  try {
    return { account: accountOf(files, asked ?? own), missing: null };
  } catch (error) {
    if (!(error instanceof NoAccount) || error.missing === null || asked !== null) throw error;
    return { account: NOBODY, missing: error.missing };
  }
}

const NOBODY: Account = { uid: 65534, gid: 65534, groups: [], home: '/' };

const ROOT = {
  uid: 0,
  gid: 0,
  groups: [],
  maps: null,
  mounts: null,
  protectedLinks: null,
  capabilities: USUAL_CAPABILITIES,
  hasDevices: false,
  cwd: '/',
};

function workingDirectory(directory: string): string {
  return directory.startsWith('/') ? directory : `/${directory}`;
}

/** Runtimes make it where it is not there. */
function withDirectory(root: DirectoryNode, path: string): DirectoryNode {
  const walked = walk(root, path, 'follow');
  const isMissing = walked.end === 'stopped' && walked.code === 'ENOENT';
  return isMissing ? graft(root, path, directoryNode()).root : root;
}

function commandLine(words: readonly string[]): Readonly<Record<string, string>> {
  return words.length === 0 ? {} : { '/proc/self/cmdline': `${words.join('\0')}\0` };
}
