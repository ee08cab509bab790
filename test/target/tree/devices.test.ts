import { expect, it } from 'vitest';
import { USUAL_CAPABILITIES } from '../../../src/target/posix/capabilities/usual-capabilities.ts';
import { treeFiles } from '../../../src/target/tree/files.ts';
import { directoryNode, specialNode } from '../../../src/target/tree/node.ts';

/* Against podman: the image "devices and FIFOs" in test/containers/image-report.test.ts. */

const root = directoryNode();
for (const [name, node] of Object.entries({
  disk: specialNode('block-device', { mode: 0o666 }, { major: 8, minor: 1 }),
  kmsg: specialNode('char-device', { mode: 0o666 }, { major: 1, minor: 11 }),
  null: specialNode('char-device', { mode: 0o666 }, { major: 1, minor: 3 }),
  closed: specialNode('block-device', { mode: 0o600 }, { major: 8, minor: 1 }),
  given: specialNode('char-device', { mode: 0o666 }),
}))
  root.children.set(name, node);

const NOBODY = {
  uid: 65534,
  gid: 65534,
  groups: [],
  maps: null,
  mounts: null,
  protectedLinks: null,
  cwd: '/',
};
const code = (path: string, mode: 'read' | 'write' | 'execute', hasDevices = false) => {
  const capabilities = USUAL_CAPABILITIES;
  const found = treeFiles(root, { ...NOBODY, uid: 0, capabilities, hasDevices }).access(path, mode);
  return found.ok ? null : found.error.code;
};

it('the devices of an image are refused, to root too, but for those that every container has', () => {
  for (const mode of ['read', 'write'] as const) {
    expect(code('/disk', mode)).toBe('EPERM');
    expect(code('/kmsg', mode)).toBe('EPERM');
    expect(code('/null', mode)).toBe(null);
    expect(code('/given', mode)).toBe(null);
  }
});

it('what may use devices is refused none', () => expect(code('/disk', 'write', true)).toBe(null));

it('the mode refuses before the control group does', () => {
  const found = treeFiles(root, { ...NOBODY, capabilities: 0n, hasDevices: false }).access('/closed', 'read');
  expect(found).toMatchObject({ ok: false, error: { code: 'EACCES' } });
});
