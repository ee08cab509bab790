import { zoneFiles } from '../../../../probes/timezone/files/zone-files.ts';
import { timezone } from '../../../../probes/timezone/index.ts';
import { observe } from '../../../../probes/timezone/observe.ts';
import { resolveGlibc } from '../../../../probes/timezone/runtimes/glibc.ts';
import { resolveGo } from '../../../../probes/timezone/runtimes/go.ts';
import { ownIcu } from '../../../../probes/timezone/runtimes/icu.ts';
import { resolveMusl } from '../../../../probes/timezone/runtimes/musl.ts';
import { intlName, resolveNode } from '../../../../probes/timezone/runtimes/node.ts';
import type { Resolution } from '../../../../probes/timezone/runtimes/resolution.ts';
import { zoneSettings } from '../../../../probes/timezone/runtimes/settings.ts';
import { searchByContent } from '../../../../probes/timezone/search/zone-search.ts';
import { defaultPolicy } from '../../../../src/config/defaults.ts';
import { nodeHost } from '../../../../src/target/live/live-host.ts';

// Bundled by the test and run where the real programs run: prints what this Node really says, and what the
// four models and the probe say. The real answer comes first: nothing may have touched Intl before.
const instants = process.argv.slice(2).map(Number);
const realName = new Intl.DateTimeFormat().resolvedOptions().timeZone ?? null;
const realOffsets = instants.map((seconds) => -new Date(seconds * 1000).getTimezoneOffset() * 60);

void main();

async function main(): Promise<void> {
  const host = nodeHost(process);
  const files = zoneFiles(host);
  const settings = zoneSettings(host, 'build');
  const never = { remainingMs: () => 1000, expired: () => false, fairMs: 0 };
  const node = resolveNode(files, settings, {
    exact: true,
    icu: ownIcu,
    nameByContent: () => {
      const file = files.read('/etc/localtime');
      return file.ok ? searchByContent(files, '/etc/localtime', file.value, never).name : null;
    },
  });
  const observed = await observe(host, {
    policy: defaultPolicy([timezone]),
    deadline: never,
    profile: { name: 'build', why: { code: 'asked-for', data: {} } },
    programs: [],
  });
  const at = (resolution: Resolution) => instants.map(resolution.at);
  console.log(
    JSON.stringify({
      realNode: { name: realName, offsets: realOffsets },
      go: at(resolveGo(files, settings)),
      glibc: at(resolveGlibc(files, settings)),
      musl: at(resolveMusl(files, settings)),
      node: at(node),
      nodeName: intlName(node, ownIcu(), process.version),
      observed: Object.fromEntries(Object.entries(observed.facts.runtimes).map(([k, r]) => [k, at(r)])),
    }),
  );
}
