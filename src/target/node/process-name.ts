/** A runtime on its way into the container, before it becomes the container's program (libcontainer, init_linux.go). */
const STARTING = /^(?:runc|crun|youki)(?::\[|$)/;

/** What is said in the place of a product where all processes of a container have the mounts of the node. */
export const OUTSIDE = 'outside';

/** Holds the namespaces of a pod and does nothing: Kubernetes' own, and Podman's. */
export const PAUSE = /^(?:pause|podman-pause)$/;

/** A pause process of Podman (`catatonit -P`) while it is alone; else the init of a container (`podman run --init`). */
const PAUSE_ALONE = 'catatonit';

/**
 * What runs a container behind a kernel of its own, by the name of the process (which the kernel cuts after 15 bytes) or of its file: gVisor
 * starts itself as `/proc/self/exe`, so that its processes are called `exe` (runsc/specutils/specutils.go, ExePath), and of
 * Kata's shim the name ends before what tells it from others.
 */
const SANDBOXES: readonly (readonly [form: RegExp, what: string])[] = [
  [/^(?:runsc|runsc-\w*)$/, 'gVisor'],
  [/^(?:qemu-system-|qemu-kvm$|qemu-lite)/, 'QEMU'],
  [/^firecracker/, 'Firecracker'],
  [/^cloud-hyperviso?/, 'Cloud Hypervisor'],
  [/^(?:containerd-shim-k|kata-)/, 'Kata Containers'],
];

/** Whether a process is not yet the container's own program. By its name, in /proc/PID/stat. */
export function isStarting(name: string): boolean {
  return STARTING.test(name);
}

/** The product whose program runs a container behind a kernel of its own; null for any other. @param names of a process and its file */
export function productOf(names: readonly (string | null)[]): string | null {
  const found = SANDBOXES.find(([form]) => names.some((name) => name !== null && form.test(name)));
  return found?.[1] ?? null;
}

/**
 * What hides a container whose first process has that name: a sandbox by its product, or `pause`. A process may give itself any
 * name: then its container is unknown, and never ready. A container of a pod, which its mounts tell, is not passed over
 * as a pause process by its name alone.
 *
 * @param isAlone the container has no other process
 * @param file that of its program; null where nobody may see it
 */
export function sandboxOf(
  name: string,
  isNamed: boolean,
  isAlone: boolean,
  file: string | null = null,
): string | null {
  if (PAUSE.test(name) || (name === PAUSE_ALONE && isAlone)) return isNamed ? null : 'pause';
  return productOf([name, file]);
}
