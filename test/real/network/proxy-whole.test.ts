import { it, vi } from 'vitest';
import { go } from '../../../probes/proxy/readers/go.ts';
import { type NodeLine, nodeFetch, nodeRequest } from '../../../probes/proxy/readers/node.ts';
import { describeReal, goToolchains, nodes } from '../../support/system/real-tools.ts';
import { askGo, askNode } from './proxy/ask.ts';
import { askProgram } from './proxy/ask-programs.ts';
import { GO_WORLDS } from './proxy/cases.ts';
import { ALL, compare, READERS, sparse } from './proxy/compare.ts';

// A Node, and most programs, are started for each of the environments.
vi.setConfig({ testTimeout: 600_000 });

const EVERY = [...ALL, ...GO_WORLDS];

describeReal('every Go asks the proxy that is said', { go: true }, () => {
  it.each(goToolchains())('Go $version', (toolchain) => compare(go, EVERY, askGo(toolchain, EVERY)));
});

describeReal('every Node asks the proxy that is said', { nodes: true }, () => {
  it.each(nodes())('Node $version', ({ version, path }) => {
    const line = Number(version) as NodeLine;
    const real = ALL.map((world) => askNode(path, world));
    compare(
      nodeFetch(line),
      ALL,
      real.map(({ fetch }) => fetch),
    );
    compare(
      nodeRequest(line),
      ALL,
      real.map(({ request }) => request),
    );
  });
});

const needs = { root: true, tools: ['unshare', 'curl', 'git', 'wget', 'busybox', 'apt-get'] } as const;

describeReal('every program asks the proxy that is said', needs, () => {
  it('curl', () => compare(READERS.curl, ALL, askProgram('curl', ALL)));
  it.each(['git', 'wget', 'busybox', 'apt'] as const)('%s', (name) =>
    compare(READERS[name], sparse(1), askProgram(name, sparse(1))),
  );
});
