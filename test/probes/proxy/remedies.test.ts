import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { proxy } from '../../../probes/proxy/index.ts';
import { rules } from '../../../probes/proxy/rules/index.ts';
import type { Platform } from '../../../src/core/platform.ts';
import type { Remedy } from '../../../src/core/remedy/remedy.ts';
import { remediesOf } from '../../../src/verdict/render.ts';
import { parseInstruction } from '../../remedies/apply/dockerfile.ts';
import { memoryHost } from '../../support/memory/memory-host.ts';
import { program } from '../../support/memory/tree.ts';
import { judgeHost } from '../../support/probes/judge-host.ts';
import type { RuleCase } from '../../support/probes/rule-cases.ts';
import { CASES, container, listening, SOUND, withList } from './machine.ts';

const PLATFORM: Platform = {
  family: 'scratch',
  os: null,
  osVersion: null,
  label: '',
  libc: null,
  root: true,
  has: () => false,
  writes: () => false,
};

/** Rules for which somebody has to decide: another proxy, a login elsewhere, a name that was given to something else. */
const BY_HAND = ['nobody-listens', 'scheme-unread', 'plain-secret', 'request-method', 'not-proxied'];

/** The variables that a line sets, as the manifest and BuildKit read it. */
function variablesOf({ where, lines }: Remedy): Record<string, string> {
  if (where === 'image') {
    const instruction = parseInstruction(lines.join('\n'), {});
    if (instruction.kind !== 'env') throw new Error(`${lines} sets no variable`);
    return { ...instruction.values };
  }
  const { env } = parse(lines.join('\n')) as { env: { name: string; value: string }[] };
  return Object.fromEntries(env.map(({ name, value }) => [name, value]));
}

async function whatRemains({ host, policy = {} }: RuleCase): Promise<string[]> {
  const before = await judgeHost(proxy, host(), { policy });
  const remaining: string[] = [];
  for (const { rule, args } of before.findings) {
    const name = rule.slice('proxy/'.length) as keyof typeof rules;
    const remedies = remediesOf(rules[name] as never, args as never, PLATFORM);
    for (const remedy of remedies.filter(({ lines }) => lines.length > 0)) {
      const env = { ...host().env, ...variablesOf(remedy) };
      const after = await judgeHost(proxy, { ...host(), env }, { policy });
      remaining.push(...after.rules.map((found) => `${rule} → ${found} by ${remedy.lines}`));
    }
    const hasLines = remedies.some(({ lines }) => lines.length > 0);
    if (hasLines === BY_HAND.includes(name)) remaining.push(`${rule}: ${hasLines ? 'lines' : 'no line'}`);
  }
  return remaining;
}

describe('the variables that a remedy sets', () => {
  it.each(Object.entries(CASES))('proxy/%s is gone with them, and nothing new is wrong', async (_, of) => {
    expect(await whatRemains(of)).toEqual([]);
  });

  it.each([
    ['HTTP_PROXY', 'disagree'],
    ['http_proxy', 'lower-upper-differ'],
    ['HTTP_PROXY', 'lower-upper-differ'],
  ])('never copy from %s an address at which nobody listens (proxy/%s)', async (variable, name) => {
    const dead = 'http://127.0.0.1:7890';
    const env = { PATH: '/usr/bin', ...(name === 'disagree' ? {} : SOUND), [variable]: dead };
    const of = {
      host: () => memoryHost({ trees: [...listening(7891).trees, { '/usr/bin/curl': program() }], env }),
    };
    const { findings } = await judgeHost(proxy, of.host());
    expect(findings.map(({ rule }) => rule)).toContain(`proxy/${name}`);
    for (const { rule, args } of findings.filter(({ rule }) => rule !== 'proxy/nobody-listens')) {
      const remedies = remediesOf(rules[rule.slice('proxy/'.length) as never], args as never, PLATFORM);
      expect(remedies.flatMap(({ lines }) => lines).join('\n')).not.toContain(dead);
    }
  });

  it.each([
    '*.corp.example',
    '"db.example,api.example"',
    'db.example;api.example|10.1.2.3',
    'https://db.example/,10.1.2.3:443',
    'db.example\r',
    '*,db.example',
    '[fd00::1]:443',
    '192.168.1.*',
  ])('make of the list %j one that all read', async (list) => {
    const of = { host: () => container(withList(list), 'curl', 'git') };
    expect((await judgeHost(proxy, of.host())).rules).toContain('proxy/no-proxy-ineffective');
    expect(await whatRemains(of)).toEqual([]);
  });
});
