import { describe, expect, it } from 'vitest';
import { goEnv } from '../../../probes/go-env/index.ts';
import type { AnyRule } from '../../../src/core/rule.ts';
import { remediesOf } from '../../../src/verdict/render.ts';
import { memoryHost } from '../../support/memory/memory-host.ts';
import { goEnvImage, inModule, moduleTree } from '../../support/memory/trees/go-env.ts';
import { judgeHost } from '../../support/probes/judge-host.ts';

const OWN = 'git.corp.internal/team/lib v1.0.0';
const PUBLIC = 'golang.org/x/text v0.14.0';
const platform = {
  family: 'debian',
  os: 'debian',
  osVersion: '12',
  label: 'debian',
  libc: 'glibc',
  root: true,
  has: () => true,
  writes: () => true,
} as const;

/** The lines of all remedies for a module with these requirements. */
async function linesFor(required: readonly string[], env: Readonly<Record<string, string>>) {
  const host = memoryHost(goEnvImage(inModule({ trees: [moduleTree(required)], env })));
  const { findings } = await judgeHost(goEnv, host);
  const rules: Readonly<Record<string, AnyRule>> = await goEnv.rules();
  expect(findings).not.toEqual([]);
  return findings.flatMap(({ rule, args }) =>
    remediesOf(rules[rule.slice('go-env/'.length)] as AnyRule, args, platform).flatMap(({ lines }) => lines),
  );
}

const WITHOUT_PROXY = [
  { GOPROXY: 'off' },
  { GOPROXY: 'direct' },
  { GOPROXY: ' , ' },
  { GOPROXY: 'none' },
  { GOPROXY: 'direct', GOPRIVATE: 'other.example.com' },
];
const WITHOUT_SUMDB = [{ GOSUMDB: 'off' }, { GOSUMDB: 'none' }, { GOSUMDB: 'off', GONOSUMDB: 'other.com' }];

describe('where a required module looks like the organisation’s own, a remedy', () => {
  it.each(WITHOUT_PROXY)('for %j puts no public proxy in', async (env) => {
    expect((await linesFor([OWN, PUBLIC], env)).filter((line) => line.includes('proxy.golang.org'))).toEqual(
      [],
    );
  });

  it.each(WITHOUT_SUMDB)('for %j has no public database asked for it', async (env) => {
    const lines = await linesFor([OWN, PUBLIC], env);
    const asking = lines.filter((line) => /sum\.golang\.org|GOSUMDB=(?:"")?(?:\s|$)/.test(line));
    expect(asking).not.toEqual([]);
    for (const line of asking) {
      expect(line).toMatch(/GONOSUMDB.*git\.corp\.internal/);
      if ('GONOSUMDB' in env) expect(line).toContain('other.com');
    }
  });

  it.each(WITHOUT_PROXY.slice(0, 4))('for %j puts one in where all are public', async (env) => {
    expect(await linesFor([PUBLIC], env)).toContainEqual(expect.stringContaining('proxy.golang.org'));
  });

  it('for a proxy that is off puts one in where GOPRIVATE knows the module', async () => {
    const lines = await linesFor([OWN, PUBLIC], { GOPROXY: 'off', GOPRIVATE: '*.corp.internal' });
    expect(lines).toContainEqual(expect.stringContaining('proxy.golang.org'));
  });
});
