import { expect, it } from 'vitest';
import { go } from '../../../probes/proxy/readers/go.ts';
import { type NodeLine, nodeFetch, nodeRequest } from '../../../probes/proxy/readers/node.ts';
import { python, requests, requestsBySuffix } from '../../../probes/proxy/readers/python.ts';
import { proxyProblem } from '../../../src/go/settings/proxy/proxy-address.ts';
import { describeReal, goToolchains, nodes } from '../../support/system/real-tools.ts';
import { askGo, askNode, askPython } from './proxy/ask.ts';
import { askProgram } from './proxy/ask-programs.ts';
import { GO_WORLDS, VALUE_WORLDS, VALUES } from './proxy/cases.ts';
import { ALL, compare, every, READERS, sparse } from './proxy/compare.ts';

/* Real programs, asked for every address in every environment; proxy-whole.test.ts asks all of them everything. */

describeReal('Go asks the proxy that is said', { go: true }, () => {
  it.each(goToolchains().slice(-1))('Go $version', (toolchain) => {
    const urls = ['http://other.example/', 'https://other.example/'];
    const values = VALUE_WORLDS.map((env) => ({ env, urls }));
    const answers = askGo(toolchain, [...ALL, ...values, ...GO_WORLDS]);
    compare(go, ALL, answers.slice(0, ALL.length));
    compare(go, GO_WORLDS, answers.slice(-GO_WORLDS.length));
    // A value that is no address Go passes over, or asks where nobody is: which of them, and which values are sound.
    const differences = VALUES.flatMap((value, i) => {
      const problem = proxyProblem(value)?.problem;
      // Up to Go 1.22 such a value leads nowhere; later ones take any scheme for that of a plain proxy.
      if (problem === 'other-scheme') return [];
      const said = answers[ALL.length + i]?.[0];
      const port = /31\d\d/.exec(value)?.[0];
      const sound = problem === undefined && port !== undefined;
      const passedOver = go.variable(VALUE_WORLDS[i] ?? {}, 'http') === null;
      const expected = passedOver ? null : sound ? Number(port) : 'error';
      return said === expected ? [] : [`${JSON.stringify(value)}: real ${said}, said ${expected}`];
    });
    expect(differences).toEqual([]);
  });
});

describeReal('Python asks the proxy that is said', { tools: ['python3'] }, () => {
  it.each([
    ['bookworm', requestsBySuffix],
    ['sid', requests],
  ])('with requests of Debian %s', (suite, reader) => {
    const real = askPython(suite, ALL);
    compare(python, ALL, real.urllib);
    if (real.requests !== null) compare(reader, ALL, real.requests);
  });
});

describeReal('Node asks the proxy that is said', { nodes: true }, () => {
  it.each(nodes().slice(-1))('Node $version', ({ version, path }) => {
    const line = Number(version) as NodeLine;
    const worlds = every(6);
    const real = worlds.map((world) => askNode(path, world));
    compare(
      nodeFetch(line),
      worlds,
      real.map(({ fetch }) => fetch),
    );
    compare(
      nodeRequest(line),
      worlds,
      real.map(({ request }) => request),
    );
  });
});

describeReal('programs ask the proxy that is said', { root: true, tools: ['unshare', 'curl', 'git'] }, () => {
  it('curl', () => compare(READERS.curl, every(4), askProgram('curl', every(4))));
  it('git', () => compare(READERS.git, sparse(6), askProgram('git', sparse(6))));
});
