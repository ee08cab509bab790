import { describe, expect, it } from 'vitest';
import { COMMANDS } from '../../src/cli/commands/index.ts';
import { parseArguments } from '../../src/cli/options/parse.ts';
import { saidByFlags } from '../../src/cli/options/read-options.ts';
import { nodeSettings } from '../../src/cli/options/sets/node-options.ts';
import { UsageError } from '../../src/cli/options/usage-error.ts';

const KUBE = { NODE_NAME: 'node-1', KUBERNETES_SERVICE_HOST: '10.96.0.1', KUBERNETES_SERVICE_PORT: '443' };

async function settingsOf(words: readonly string[], env: Record<string, string> = {}) {
  const known = (await COMMANDS.serve.load()).options([]);
  const args = await parseArguments(words, known);
  await saidByFlags(args);
  return nodeSettings(args, env);
}

describe('what is said to serve --node', () => {
  it('is nothing where the container alone is looked at', async () => {
    expect(await settingsOf([])).toBeNull();
    await expect(settingsOf(['--kube-api'])).rejects.toThrow('--kube-api is for serve --node');
  });

  it('asks nobody but /proc by default', async () => {
    expect(await settingsOf(['--node'], KUBE)).toEqual({
      ...{ proc: '/proc', pods: '/var/log/pods', state: '/', policies: null, kube: null },
    });
  });

  it('asks the API server that each pod is told of, as the account that is mounted', async () => {
    const account = '/var/run/secrets/kubernetes.io/serviceaccount';
    const kube = { node: 'node-1', host: '10.96.0.1', port: 443, account, openreports: false };
    expect((await settingsOf(['--node', '--kube-api'], KUBE))?.kube).toEqual(kube);
    expect((await settingsOf(['--node', '--kube-api', '--openreports'], KUBE))?.kube).toEqual({
      ...kube,
      openreports: true,
    });
    const said = { ...KUBE, PROBE_ENV_NODE: '1', PROBE_ENV_KUBE_API: 'true', PROBE_ENV_KUBE_ACCOUNT: '/a/' };
    expect((await settingsOf([], said))?.kube).toEqual({ ...kube, account: '/a' });
  });

  it.each([
    [['--node', '--openreports'], KUBE, '--openreports is for --node --kube-api'],
    [['--node', '--kube-account', '/a'], KUBE, '--kube-account is for --node --kube-api'],
    [['--node', '--kube-api'], { ...KUBE, NODE_NAME: '' }, 'NODE_NAME'],
    [['--node', '--kube-api'], { ...KUBE, NODE_NAME: 'a&b' }, 'NODE_NAME'],
    [['--node', '--kube-api'], { NODE_NAME: 'node-1' }, 'KUBERNETES_SERVICE_HOST'],
  ])('is refused: %j', async (words, env, why) => {
    const refused = settingsOf(words, env);
    await expect(refused).rejects.toThrow(UsageError);
    await expect(refused).rejects.toThrow(why);
  });
});
