import { describe, expect, it } from 'vitest';
import { behindScript } from '../../../src/target/program/start/before/script.ts';
import { behind } from '../../../src/target/program/start/before/words.ts';

/** What stands in front of `/app -x` in images that others published, and has no package for a comparison. */
const LAUNCHERS: readonly string[] = [
  'dockerize -wait tcp://db:3306 -timeout 20s /app -x',
  'dockerize -wait=tcp://db:3306 --timeout=20s -no-overwrite -poll /app -x',
  'dockerize -template /etc/app.tmpl:/etc/app.conf -stdout /var/log/app.log /app -x',
  '/usr/local/bin/dockerize /app -x',
  'doppler run -- /app -x',
  'doppler run --config prd --fallback /f.json -- /app -x',
  'infisical run --env=prod --projectId 1 -- /app -x',
  'op run --env-file=.env -- /app -x',
  'chamber exec one two -- /app -x',
  'aws-vault exec prod -- /app -x',
  'dotenvx run -f .env.production -- /app -x',
  'envconsul -config /etc/envconsul.hcl /app -x',
  'envconsul -config=/etc/envconsul.hcl -once -- /app -x',
  'summon -p summon-conjur -f /etc/secrets.yml /app -x',
  'reflex -r \\.go$ -s -- /app -x',
  'watchexec -r -e go -- /app -x',
];

/** The same, of which nothing can be told. */
const UNTOLD: readonly string[] = [
  'dockerize',
  'dockerize -wait tcp://db:3306',
  'dockerize -no-such /app -x',
  'dockerize -template /tmpl:/app /app -x',
  'doppler run',
  'doppler secrets -- /app -x',
  'doppler run --command /app',
  'chamber exec /app',
  'envconsul -config /etc/envconsul.hcl -no-such /app',
  'watchexec -r /app',
];

const SCRIPTS: readonly string[] = [
  'wait-for-it.sh db:5432 -t 30 --strict -- /app -x',
  '/wait-for db:5432 -- /app -x',
  '/sbin/my_init -- /app -x',
  '/sbin/my_init --quiet -- /app -x',
  'xvfb-run -a --server-args=-screen /app -x',
  'xvfb-run --auto-servernum -s screen /app -x',
  'with-contenv /app -x',
  'ddtrace-run /app -x',
  'opentelemetry-instrument /app -x',
  'newrelic-admin run-program /app -x',
];

const UNTOLD_SCRIPTS: readonly string[] = [
  'wait-for-it.sh db:5432',
  'my_init',
  'xvfb-run',
  'ddtrace-run --debug /app',
  'newrelic-admin validate-config /app',
  'other.sh -- /app -x',
];

describe('a launcher', () => {
  it.each(LAUNCHERS)('starts what stands behind: %s', (text) => {
    expect(behind(text.split(' '))?.words).toEqual(['/app', '-x']);
  });

  it.each(UNTOLD)('starts nobody knows what: %s', (text) => {
    expect(behind(text.split(' '))).toBeNull();
  });
});

describe('a script of others', () => {
  const bash = Buffer.from('#!/usr/bin/env bash\nshift\n"$@"\n');

  it.each(SCRIPTS)('starts what stands behind: %s', (text) => {
    expect(behindScript(bash, text.split(' '))?.words).toEqual(['/app', '-x']);
  });

  it.each(UNTOLD_SCRIPTS)('starts nobody knows what: %s', (text) => {
    expect(behindScript(bash, text.split(' '))).toBeNull();
  });
});

describe('the lock of flock', () => {
  it.each([
    [{}, '/bin/sh'],
    [{ SHELL: '' }, '/bin/sh'],
    [{ SHELL: '/bin/bash' }, '/bin/bash'],
  ])('is held by a shell of %j', (env, shell) => {
    expect(behind(['flock', '/lock', '-c', 'exec /app'], () => null, env)?.words).toEqual([
      shell,
      '-c',
      'exec /app',
    ]);
  });

  it('is all that it takes where it is open already', () => expect(behind(['flock', '9'])).toBeNull());
});
