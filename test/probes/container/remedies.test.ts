import { execFileSync } from 'node:child_process';
import * as fs from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { container } from '../../../probes/container/index.ts';
import { type ContainerFinding, rules } from '../../../probes/container/rules/index.ts';
import { remediesOf } from '../../../src/verdict/render.ts';
import { ABLE_PLATFORM } from '../../support/memory/able-platform.ts';
import { judgeHost } from '../../support/probes/judge-host.ts';
import { containerHost } from './container-host.ts';

const FILES = ['/etc/passwd', '/etc/group'];

/** What those files hold after the RUN lines, which a shell runs on copies of them. */
function filesAfter(lines: readonly string[], text: (path: string) => string): Record<string, string> {
  const root = fs.mkdtempSync(join(tmpdir(), 'container-remedy-'));
  try {
    fs.mkdirSync(join(root, 'etc'));
    for (const path of FILES) fs.writeFileSync(join(root, path), text(path));
    for (const line of lines.filter((one) => one.startsWith('RUN ')))
      execFileSync('sh', ['-c', line.slice('RUN '.length).replace('>>/etc/', `>>${root}/etc/`)]);
    return Object.fromEntries(FILES.map((path) => [path, fs.readFileSync(join(root, path), 'utf8')]));
  } finally {
    fs.rmSync(root, { recursive: true });
  }
}

describe('what a remedy says, done to the image', () => {
  it.each([
    ['user-missing', { user: 'web' }],
    ['group-missing', { user: 'app:web' }],
    ['healthcheck-program', { healthcheck: ['CMD-SHELL', 'curl -f localhost'] }],
  ] as const)('%s is gone, and nothing new is wrong', async (name, config) => {
    const host = containerHost(config);
    const before = await judgeHost(container, host);
    expect(before.rules).toEqual([`container/${name}`]);
    const [finding] = before.findings as readonly ContainerFinding[];
    const lines = remediesOf(rules[name] as never, finding?.args as never, ABLE_PLATFORM)
      .filter(({ where }) => where === 'image')
      .flatMap((remedy) => remedy.lines);
    expect(lines.length).toBeGreaterThan(0);
    const files = filesAfter(lines, (path) => {
      const file = host.readFile(path);
      return file.ok ? file.value.toString('utf8') : '';
    });
    const none = lines.includes('HEALTHCHECK NONE') ? { healthcheck: ['NONE'] } : {};
    expect((await judgeHost(container, containerHost({ ...config, ...none }, files))).rules).toEqual([]);
  });
});
