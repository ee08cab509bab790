import { link } from '../../probes/links.ts';
import { mergeLayers } from '../../src/config/merge.ts';
import type { AnyProbe } from '../../src/core/probe.ts';
import type { RawFinding } from '../../src/core/rule.ts';
import { type ServeOptions, type Serving, startServing } from '../../src/serve/serve.ts';
import type { Host } from '../../src/target/host.ts';
import { ChangingMachine, FakeResident } from '../support/memory/fake-resident.ts';
import type { MemoryHostOptions } from '../support/memory/memory-host.ts';
import { FAKE_RULES, fakeProbe } from '../support/probes/fake-probe.ts';

/** A probe that reads one file, in which stand the rules that it finds; `seen` counts its looks. */
export function fileProbe(name: string, path: string): AnyProbe & { looks(): number } {
  let looks = 0;
  return {
    ...fakeProbe(name),
    looks: () => looks,
    observe: async (host: Host) => {
      looks++;
      const file = host.readFile(path);
      return { facts: file.ok ? file.value.toString('utf8') : `no file: ${file.error.code}` };
    },
    judge: (facts: string): readonly RawFinding[] =>
      facts
        .split(' ')
        .filter((word) => Object.hasOwn(FAKE_RULES, word.trim()))
        .map((word) => ({ rule: `${name}/${word.trim()}`, args: {} })),
  };
}

export interface Started extends Serving {
  readonly machine: ChangingMachine;
  readonly resident: FakeResident;
  readonly logged: readonly string[];
}

/** An agent on a machine of values, after its first look. */
export async function started(
  probes: readonly AnyProbe[],
  machineOptions: MemoryHostOptions,
  more: Partial<Pick<ServeOptions, 'configure' | 'tokenFile' | 'intervalMs'>> & {
    readonly prepare?: (resident: FakeResident) => void;
    readonly now?: string;
  } = {},
): Promise<Started> {
  const machine = new ChangingMachine(machineOptions, more.now);
  const resident = new FakeResident(machine);
  more.prepare?.(resident);
  const config = mergeLayers(probes, []);
  const logged: string[] = [];
  const serving = await startServing(
    {
      registry: { probes, link },
      resident,
      listen: { kind: 'port', address: null, port: 9640 },
      intervalMs: more.intervalMs ?? 10_000,
      tokenFile: more.tokenFile ?? null,
      tls: null,
      configure: more.configure ?? (async () => config),
      log: (line) => logged.push(line),
    },
    config,
    machine.host,
  );
  return { ...serving, machine, resident, logged };
}
