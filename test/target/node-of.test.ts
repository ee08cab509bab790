import { describe, expect, it } from 'vitest';
import { nodeOf } from '../../src/target/system/node-there.ts';
import { memoryHost } from '../support/memory/memory-host.ts';
import { program } from '../support/memory/tree.ts';

const HEADER = '#define NODE_MAJOR_VERSION 18\n#define NODE_MINOR_VERSION 20\n#define NODE_PATCH_VERSION 1\n';
const there = {
  '/usr/local/bin/node': program(),
  '/usr/local/include/node/node_version.h': HEADER,
};
const env = { PATH: '/usr/local/bin:/bin' };

describe('the Node of a container', () => {
  it('is the one that runs probe-env', () => {
    expect(nodeOf(memoryHost({ env, trees: [there], node: { version: 'v24.1.0' } }))).toEqual({
      path: null,
      version: 'v24.1.0',
    });
  });

  it('is the one on its PATH where the executable brought its own', () => {
    expect(nodeOf(memoryHost({ env, trees: [there], node: { own: true } }))).toEqual({
      path: '/usr/local/bin/node',
      version: 'v18.20.1',
    });
  });

  it('is there without a version where its program alone would tell, which is not read for that', () => {
    const host = memoryHost({
      env,
      trees: [{ '/usr/local/bin/node': there['/usr/local/bin/node'] }],
      node: { own: true },
    });
    const read: string[] = [];
    const readFile: typeof host.readFile = (path, options) => {
      read.push(path);
      return host.readFile(path, options);
    };
    expect(nodeOf({ ...host, readFile })).toEqual({ path: '/usr/local/bin/node', version: null });
    expect(read).not.toContain('/usr/local/bin/node');
  });

  it('is none where the executable is alone', () => {
    expect(nodeOf(memoryHost({ env, node: { own: true } }))).toBeNull();
  });
});
