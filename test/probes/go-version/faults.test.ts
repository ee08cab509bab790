import fs from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { goVersion } from '../../../probes/go-version/index.ts';
import { judgeHost } from '../../support/probes/judge-host.ts';
import { liveHost } from '../../support/system/live-host.ts';

/** A go command that is a script, run by the live host: whatever it does, there is an answer in time. */
describe('a go command that', () => {
  let dir = '';
  beforeAll(() => {
    dir = fs.mkdtempSync(join(tmpdir(), 'probe-env-go-'));
  });
  afterAll(() => fs.rmSync(dir, { recursive: true }));

  const judge = async (script: string, timeMs = 5000) => {
    fs.writeFileSync(join(dir, 'go'), script, { mode: 0o755 });
    const host = liveHost({ PATH: `${dir}:/usr/bin:/bin` });
    return judgeHost(goVersion, host, { deadlineMs: host.monotonic() + timeMs });
  };

  const good = 'echo "go version go1.27.3 linux/amd64"';

  it.each([
    ['prints garbage', 'head -c 5000 /dev/urandom', 'unparsable'],
    ['prints nothing', 'exit 0', 'unparsable'],
    ['prints 100 MB', 'head -c 100000000 /dev/zero', 'unparsable'],
    ['prints without end', 'yes', 'unparsable'],
    ['prints another line first', `echo loading; ${good}`, 'unparsable'],
    ['fails though it prints a version', `${good}; exit 1`, 'failed'],
    ['fails without a word', 'exit 127', 'failed'],
    ['dies', 'kill -ILL $$', 'killed'],
  ])('%s', async (_, script, rule) => {
    const { rules } = await judge(`#!/bin/sh\n${script}\n`);
    expect(rules).toEqual([`go-version/${rule}`]);
  });

  // Whoever waited for it would be stopped by the time-out of the test.
  it.each([
    ['sleeps for ever', 'exec sleep 660'],
    ['cannot be asked to end', 'trap "" TERM INT HUP QUIT; while :; do sleep 1; done'],
    ['waits for a child', 'sleep 670'],
  ])('%s', async (_, script) => {
    const { rules } = await judge(`#!/bin/sh\n${script}\n`, 300);
    expect(rules).toEqual(['go-version/timed-out']);
  });

  it.each([
    ['leaves a child that holds its output', `${good}; sleep 68 &`],
    ['complains while it works', `${good}; echo warning: something >&2`],
    ['ends its line as Windows does', 'printf "go version go1.27.3 linux/amd64\\r\\n"'],
  ])('%s is good', async (_, script) => {
    const { rules, facts } = await judge(`#!/bin/sh\n${script}\n`);
    expect(rules).toEqual([]);
    expect(facts.version?.semver).toBe('1.27.3');
  });

  it.each([
    ['is empty', '', 'not-a-program'],
    ['is a saved error page', '<html>404</html>', 'not-a-program'],
    ['is a script for what is not there', '#!/opt/no/bash\n', 'interpreter-missing'],
  ])('%s', async (_, content, rule) => {
    expect((await judge(content)).rules).toEqual([`go-version/${rule}`]);
  });
});
