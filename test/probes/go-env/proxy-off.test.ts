import { describe, expect, it } from 'vitest';
import { goEnv } from '../../../probes/go-env/index.ts';
import { memoryHost } from '../../support/memory/memory-host.ts';
import { goEnvImage } from '../../support/memory/trees/go-env.ts';
import { judgeHost } from '../../support/probes/judge-host.ts';

const BYPASS = 'go-env/noproxy-bypasses-proxy-off' as const;

/** What is said to be fetched although GOPROXY is off; null where nothing is. */
async function fetchedAnyway(GONOPROXY: string): Promise<unknown> {
  const host = memoryHost(goEnvImage({ env: { GOPROXY: 'off', GONOPROXY } }));
  const { findings } = await judgeHost(goEnv, host);
  for (const { rule, args } of findings) if (rule === BYPASS) return args.patterns;
  return null;
}

describe('with GOPROXY=off, what GONOPROXY lets through', () => {
  it.each(['[', 'none', 'https://git.example.com', '', ','])(
    'is nothing for %j, which matches no module',
    async (list) => {
      expect(await fetchedAnyway(list)).toBeNull();
    },
  );

  it.each([
    ['git.example.com', 'git.example.com'],
    ['[,*.example.com/', '*.example.com'],
  ])('for %j is %j', async (list, patterns) => {
    expect(await fetchedAnyway(list)).toBe(patterns);
  });
});
