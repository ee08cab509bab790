import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { probes } from '../../probes/index.ts';
import { draftYaml } from '../../src/cli/init/draft-yaml.ts';
import { runMain } from '../support/runs/run-main.ts';

const timezone = probes.filter(({ name }) => name === 'timezone');

describe('init', () => {
  it('overwrites nothing', async () => {
    const trees = [{ '/etc/probe-env.yaml': 'profile: runtime\n' }];
    const { code, stderr, files } = await runMain(['init', '-o', '/etc/probe-env.yaml'], { probes, trees });
    expect(code).toBe(64);
    expect(stderr).toContain('"/etc/probe-env.yaml" is there already');
    expect(files.size).toBe(0);
  });

  it('writes a file that is not there', async () => {
    const { code, stdout, stderr, files } = await runMain(['init', '-o', '/new.yaml'], {
      probes: timezone,
    });
    expect({ code, stdout, stderr }).toEqual({ code: 0, stdout: '', stderr: '' });
    expect(parse(files.get('/new.yaml') ?? '')).toEqual({
      profile: 'runtime',
      timezone: { expected: 'UTC' },
    });
  });

  it('is a policy whose words stand above what they speak of', () => {
    const text = draftYaml({
      profile: 'build',
      sections: [
        {
          name: 'caCerts',
          fields: [
            {
              key: 'required',
              value: [{ item: { sha256: '00ff' }, comment: 'CN=\u001b[31mCorp' }],
              comment: 'Own.',
            },
          ],
        },
        {
          name: 'goEnv',
          fields: [
            { key: 'requireModule', value: true },
            { key: 'expect', value: { GOFLAGS: '-mod=mod', CGO_ENABLED: '0' }, comment: 'Set.' },
          ],
        },
        { name: 'umask', fields: [], without: 'no process runs in it' },
      ],
    });
    expect(text.split('\n').slice(3).join('\n')).toBe(`profile: build

caCerts:
  # Own.
  required:
    # CN=\\u001b[31mCorp
    - { sha256: "00ff" }

goEnv:
  requireModule: true
  # Set.
  expect:
    CGO_ENABLED: "0"
    GOFLAGS: "-mod=mod"

# umask: no process runs in it
`);
    expect(parse(text)).toEqual({
      profile: 'build',
      caCerts: { required: [{ sha256: '00ff' }] },
      goEnv: { requireModule: true, expect: { CGO_ENABLED: '0', GOFLAGS: '-mod=mod' } },
    });
  });

  it.each([
    [['init', 'x'], 'init takes no arguments'],
    [['init', '-p', 'wrong'], '--profile: "wrong" is not known'],
    [['init', '--user', 'app'], '--user speaks of another container'],
  ])('%j is wrong', async (argv, text) => {
    const { code, stderr } = await runMain(argv, { probes });
    expect(code).toBe(64);
    expect(stderr).toContain(text);
  });
});
