/** What a device node stands for (mknod(2)). */
export interface DeviceNumbers {
  readonly major: number;
  readonly minor: number;
}

/** null, zero, full, random, urandom, tty, ptmx. */
const USUAL = ['1:3', '1:5', '1:7', '1:8', '1:9', '5:0', '5:2'];
/** /dev/pts/N. */
const PTS = 136;

/**
 * Whether a container may read and write that device as runtimes start it, neither privileged nor given devices: the
 * control group refuses all others, to root too, with EPERM (runc: libcontainer/specconv, AllowedDevices).
 */
export function isUsualDevice(
  type: 'char-device' | 'block-device',
  { major, minor }: DeviceNumbers,
): boolean {
  return type === 'char-device' && (major === PTS || USUAL.includes(`${major}:${minor}`));
}
