import { describe, expect, it } from 'vitest';
import { container } from '../../../probes/container/index.ts';
import { judgeHost } from '../../support/probes/judge-host.ts';
import { testRuleCases } from '../../support/probes/rule-cases.ts';
import { containerHost, FOREIGN, serviceHost } from './container-host.ts';

describe('container', () => {
  testRuleCases(container, {
    'user-missing': { host: () => containerHost({ user: 'web' }) },
    'group-missing': { host: () => containerHost({ user: 'app:web' }) },
    refused: { host: () => serviceHost('env_file: ./none.env') },
    'mount-impossible': { host: () => serviceHost('volumes: ["./none:/etc/passwd"]') },
    'program-not-started': { host: () => containerHost({ entrypoint: ['/app'] }) },
    'architecture-differs': { host: () => containerHost({ cmd: ['/app'] }, { '/app': FOREIGN }) },
    'healthcheck-program': {
      host: () => containerHost({ healthcheck: ['CMD-SHELL', 'curl -f http://localhost/ || exit 1'] }),
    },
  });

  it.each([
    ['a sound one', {}],
    ['a base image that names no program', { cmd: [] }],
    ['a user by number, whom no file knows', { user: '4711:4712' }],
    ['a health check that was taken away', { healthcheck: ['NONE'] }],
    ['a health check by a program that is there', { healthcheck: ['CMD', 'cat', '/etc/passwd'] }],
    ['a health check by the shell', { healthcheck: ['CMD-SHELL', 'test -f /ready || exit 1'] }],
  ])('finds nothing wrong with %s', async (_, config) => {
    expect((await judgeHost(container, containerHost(config))).rules).toEqual([]);
  });

  it('says which line of a file of Compose it is', async () => {
    const { findings } = await judgeHost(container, serviceHost('user: "0"\ncommand: /nope'));
    expect(findings).toMatchObject([
      { rule: 'container/program-not-started', args: { of: '/nope', file: 'compose.yaml', line: 4 } },
    ]);
  });

  it('says as docker does which program it is', async () => {
    const { findings } = await judgeHost(container, containerHost({ healthcheck: ['CMD', 'curl'] }));
    expect(findings[0]?.args).toEqual({
      of: 'curl',
      message: 'exec: "curl": executable file not found in $PATH',
    });
  });

  it('says nothing of the processor where nobody knows what the image is for', async () => {
    const host = containerHost({ cmd: ['/app'], platform: null }, { '/app': FOREIGN });
    expect((await judgeHost(container, host)).rules).toEqual([]);
  });

  it('knows that a shell form needs the shell', async () => {
    const bare = { '/bin/sh': FOREIGN };
    const { findings } = await judgeHost(
      container,
      containerHost({ healthcheck: ['CMD-SHELL', 'true'] }, bare),
    );
    expect(findings[0]?.args).toMatchObject({ of: '/bin/sh' });
  });

  it('lets nobody do anything where the user is not there, and shows the files', () => {
    const host = containerHost({ user: 'web' });
    expect(host.readFile('/etc/passwd').ok).toBe(true);
    expect(host.access('/etc/passwd', 'read')).toMatchObject({ error: { code: 'NOT_KNOWN' } });
  });
});
