import {
  closeSync,
  constants,
  existsSync,
  openSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';

/**
 * By a new file that takes the old one's place. Where that cannot be (the directory may not be written;
 * the file is a mount, as Kubernetes' termination log is; a device or a pipe), into the file that is
 * there.
 */
export function writeFile(path: string, text: string): void {
  const target = realPath(path);
  if (!isReplaceable(target) || !replace(target, text)) overwrite(target, text);
}

/** False where the directory or the file does not allow it, and there is a file to write into. */
function replace(target: string, text: string): boolean {
  const temporary = `${target}.${process.pid}.tmp`;
  try {
    writeFileSync(temporary, text, { flag: 'wx' });
    renameSync(temporary, target);
    return true;
  } catch (error) {
    rmSync(temporary, { force: true });
    if (!existsSync(target)) throw error;
    return false;
  }
}

/** A link stays a link: the file that it leads to is replaced. */
function realPath(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return path;
  }
}

function isReplaceable(path: string): boolean {
  try {
    return statSync(path).isFile();
  } catch {
    return true;
  }
}

function overwrite(path: string, text: string): void {
  const { O_WRONLY, O_TRUNC, O_NONBLOCK } = constants;
  // Without O_NONBLOCK a FIFO that nobody reads would hold us for ever; with it the answer is ENXIO.
  const fd = openSync(path, O_WRONLY | O_TRUNC | O_NONBLOCK);
  try {
    writeFileSync(fd, text);
  } finally {
    closeSync(fd);
  }
}
