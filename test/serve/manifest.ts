import { expect } from 'vitest';
import { COMMANDS } from '../../src/cli/commands/index.ts';
import { parseArguments } from '../../src/cli/options/parse.ts';
import { BESIDE_OPTIONS, serveSettings } from '../../src/cli/options/sets/serve-options.ts';
import { ENDPOINTS } from '../../src/serve/answer/endpoints.ts';

/** A container of a manifest. */
export interface Container {
  readonly command?: readonly string[];
  readonly ports?: readonly { readonly name: string; readonly containerPort: number }[];
  readonly [probe: `${string}Probe`]: { readonly httpGet: { readonly path: string; readonly port: string } };
}

/** Calls probe-env as it is called, and has the kubelet ask where it listens. */
export async function expectAgent({ command = [], ports = [], ...rest }: Container): Promise<void> {
  const [, name, ...words] = command;
  const { options } = await COMMANDS[name as 'serve' | 'run'].load();
  const known = name === 'run' ? [...options([]), ...BESIDE_OPTIONS] : options([]);
  const settings = serveSettings(await parseArguments(words, known), {});
  const port = settings.listen.kind === 'port' ? settings.listen.port : 0;
  expect(settings.listen).toEqual({ kind: 'port', address: null, port });
  expect(ports).toContainEqual({ name: 'probe-env', containerPort: port });
  for (const probe of ['startupProbe', 'readinessProbe', 'livenessProbe'] as const) {
    expect(Object.keys(ENDPOINTS)).toContain(rest[probe]?.httpGet.path);
    expect(rest[probe]?.httpGet.port).toBe('probe-env');
  }
}
