import { describe, expect, it } from 'vitest';
import { mergeLayers } from '../../src/config/merge.ts';
import type { Host } from '../../src/target/host.ts';
import { fileProbe, started } from './setup.ts';

const FILES = { '/etc/one': 'fine', '/etc/two': 'fine' };
const link = (target: string) => ({ type: 'symlink' as const, target });

async function two(trees = FILES as Record<string, unknown>) {
  const one = fileProbe('one', '/etc/one');
  const other = fileProbe('two', '/etc/two');
  const agent = await started([one, other], { trees: [trees as never] });
  return { ...agent, one, other };
}

describe('an agent that stays', () => {
  it('looks once, and not again while nothing has changed', async () => {
    const { resident, one, other, agent } = await two();
    await resident.pass(60_000);
    expect([one.looks(), other.looks(), agent.state.looks]).toEqual([1, 1, 7]);
  });

  it('goes no way through the house where all is as it was', async () => {
    const { resident, machine, agent } = await two();
    const before = agent.state.observation?.seen;
    await resident.pass(10_000);
    expect(agent.state.observation?.seen).toBe(before);
    machine.become({ trees: [{ ...FILES, '/etc/one': 'broken' }] });
    await resident.pass(10_000);
    expect(agent.state.observation?.seen).not.toBe(before);
  });

  it('runs again the probe whose file has changed, and no other, at the next interval', async () => {
    const { resident, machine, one, other, agent } = await two();
    machine.become({ trees: [{ ...FILES, '/etc/one': 'broken' }] });
    await resident.pass(10_000);
    expect([one.looks(), other.looks()]).toEqual([2, 1]);
    expect((await agent.report('readiness'))?.verdict).toBe('not-ready');
  });

  it('sees a file that comes, and one that goes', async () => {
    const { resident, machine, one } = await two({ '/etc/two': 'fine' });
    machine.become({ trees: [FILES] });
    await resident.pass(10_000);
    machine.become({ trees: [{ '/etc/two': 'fine' }] });
    await resident.pass(10_000);
    expect(one.looks()).toBe(3);
  });

  it('sees the swap of a directory behind a link whose text and whose files stay as they are', async () => {
    const volume = (date: string, content: string) => ({
      '/etc/one': link('/mnt/..data/one'),
      '/etc/two': 'fine',
      '/mnt/..data': link(date),
      [`/mnt/${date}/one`]: content,
    });
    const { resident, machine, one, agent } = await two(volume('..1', 'warm'));
    machine.become({ trees: [volume('..2', 'warm') as never] });
    await resident.pass(10_000);
    expect(one.looks()).toBe(2);
    machine.become({ trees: [volume('..3', 'odd ') as never] });
    await resident.pass(10_000);
    expect((await agent.report('readiness'))?.probes[0]?.findings[0]?.rule).toBe('one/odd');
  });

  it('looks a quarter of a second after the kernel told of a name that matters, and at no other name', async () => {
    const { resident, machine, one } = await two();
    machine.become({ trees: [{ ...FILES, '/etc/one': 'odd' }] });
    resident.tell('/etc', 'passwd');
    await resident.pass(1000);
    expect(one.looks()).toBe(1);
    resident.tell('/etc', 'one');
    resident.tell('/etc', 'one');
    await resident.pass(249);
    expect(one.looks()).toBe(1);
    await resident.pass(1);
    expect(one.looks()).toBe(2);
  });

  it('says so where the kernel refuses, and finds changes all the same', async () => {
    const one = fileProbe('one', '/etc/one');
    const prepare = (resident: { refuses: string | null }) => {
      resident.refuses = 'ENOSPC';
    };
    const { resident, machine } = await started([one], { trees: [FILES] }, { prepare });
    expect((await resident.ask('/readyz?verbose')).body).toContain('ENOSPC');
    machine.become({ trees: [{ ...FILES, '/etc/one': 'odd' }] });
    await resident.pass(10_000);
    expect(one.looks()).toBe(2);
  });

  it('no longer watches a directory that always tells of what does not matter, and finds changes all the same', async () => {
    const { resident, machine, one, agent } = await two();
    const written = (times: number) => {
      for (let n = 0; n < times; n++) resident.tell('/etc', 'log');
    };
    for (let look = 0; look < 5; look++) {
      written(60);
      await resident.pass(10_000);
    }
    expect(resident.watched).toContain('/etc');
    written(100);
    expect(resident.watched).not.toContain('/etc');
    expect(agent.state.watching.watched).toBe(agent.state.watching.wanted - 1);
    machine.become({ trees: [{ ...FILES, '/etc/one': 'odd' }] });
    await resident.pass(10_000);
    expect(one.looks()).toBe(2);
    expect(resident.watched).toContain('/etc');
  });

  it('answers many questions from one look', async () => {
    const { resident, one } = await two();
    const answers = await Promise.all(Array.from({ length: 50 }, () => resident.ask('/readyz')));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
    expect(one.looks()).toBe(1);
  });

  it('remembers what came and went, the newest first', async () => {
    const { resident, machine, agent } = await two();
    machine.become({ trees: [{ ...FILES, '/etc/one': 'broken' }] });
    await resident.pass(10_000);
    machine.become({ trees: [FILES] });
    await resident.pass(10_000);
    expect(agent.state.history.map(({ at, what, subject }) => [at, what, subject])).toEqual([
      ['2026-11-21T12:00:20.000Z', 'verdict', 'ready'],
      ['2026-11-21T12:00:20.000Z', 'went', 'one/broken'],
      ['2026-11-21T12:00:10.000Z', 'verdict', 'not-ready'],
      ['2026-11-21T12:00:10.000Z', 'came', 'one/broken'],
    ]);
  });

  it('looks again at a probe that came to no end', async () => {
    const cut = {
      ...fileProbe('one', '/etc/one'),
      observe: async () => {
        looks++;
        return { facts: '', incomplete: { code: 'cut', data: {} } as const };
      },
    };
    let looks = 0;
    const { resident } = await started([cut], { trees: [FILES] });
    await resident.pass(20_000);
    expect(looks).toBe(3);
  });
});

describe('an agent whose looks do not end', () => {
  it('says from three intervals on that it knows nothing of now, and that it lives', async () => {
    const probe = fileProbe('one', '/etc/one');
    const { resident, machine } = await started([probe], { trees: [FILES] });
    // As after SIGSTOP: the clock has gone on, and no timer has run.
    machine.pass(30_000);
    expect((await resident.ask('/readyz')).status).toBe(200);
    machine.pass(5000);
    const late = await resident.ask('/readyz');
    expect([late.status, late.body]).toEqual([503, expect.stringContaining('the last look was 35s ago')]);
    expect((await resident.ask('/livez')).status).toBe(200);
    await resident.pass(0);
    machine.pass(35_000);
    expect((await resident.ask('/metrics')).body).toMatch(/^probe_env_ready\{.*\} 0$/m);
  });

  it('looks when it is asked so late, and is ready again', async () => {
    const { resident, machine } = await two();
    machine.pass(60_000);
    await resident.ask('/readyz');
    await resident.pass(0);
    expect((await resident.ask('/readyz')).status).toBe(200);
  });
});

describe('the policy of an agent', () => {
  const probe = fileProbe('one', '/etc/one');
  const policyOf = async (host: Host) => {
    const file = host.readFile('/etc/policy');
    const text = file.ok ? file.value.toString('utf8') : '';
    if (text === 'nonsense') throw new Error('line 1: nonsense');
    return mergeLayers([probe], text === '' ? [] : [{ policy: { rules: { 'one/odd': 'error' } } }]);
  };

  it('is taken up by itself when its file changes', async () => {
    const trees = { '/etc/one': 'odd' };
    const { resident, machine } = await started([probe], { trees: [trees] }, { configure: policyOf });
    expect((await resident.ask('/readyz')).status).toBe(200);
    machine.become({ trees: [{ ...trees, '/etc/policy': 'strict' }] });
    await resident.pass(10_000);
    expect((await resident.ask('/readyz')).status).toBe(503);
  });

  it('stays in force where its file has been emptied, as by somebody who is writing it; a comment may be all of it', async () => {
    const trees = { '/etc/one': 'odd' };
    const comment = async (host: Host) => {
      const file = host.readFile('/etc/policy');
      const text = file.ok ? file.value.toString('utf8') : '';
      return mergeLayers([probe], text === 'strict' ? [{ policy: { rules: { 'one/odd': 'error' } } }] : []);
    };
    const { resident, machine } = await started(
      [probe],
      { trees: [{ ...trees, '/etc/policy': '' }] },
      { configure: comment },
    );
    const next = async (text: string) => {
      machine.become({ trees: [{ ...trees, '/etc/policy': text }] });
      await resident.pass(10_000);
      const loaded = /reload_success (\d)/.exec((await resident.ask('/metrics')).body)?.[1];
      return [(await resident.ask('/readyz')).status, loaded];
    };
    expect((await resident.ask('/readyz')).status).toBe(200);
    expect(await next('strict')).toEqual([503, '1']);
    expect(await next('')).toEqual([503, '0']);
    expect(await next('')).toEqual([503, '0']);
    expect(await next('# none')).toEqual([200, '1']);
    expect(await next('strict')).toEqual([503, '1']);
  });

  it('stays in force when the file that is there cannot be used, which is told once', async () => {
    const trees = { '/etc/one': 'odd', '/etc/policy': 'strict' };
    const { resident, machine, logged } = await started([probe], { trees: [trees] }, { configure: policyOf });
    machine.become({ trees: [{ ...trees, '/etc/policy': 'nonsense' }] });
    await resident.pass(60_000);
    expect((await resident.ask('/readyz')).status).toBe(503);
    expect((await resident.ask('/metrics')).body).toMatch(/^probe_env_config_reload_success 0$/m);
    expect(logged).toEqual(['the policy is refused, and the one before stays in force: line 1: nonsense']);
    machine.become({ trees: [trees] });
    await resident.pass(10_000);
    expect((await resident.ask('/metrics')).body).toMatch(/^probe_env_config_reload_success 1$/m);
  });
});
