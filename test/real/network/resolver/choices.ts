import { goSources, type SwitchFile } from '../../../../probes/resolver/files/go-switch.ts';
import { goChoice } from '../../../../probes/resolver/questions/go-order.ts';
import { readGo } from '../../../../probes/resolver/readers/go.ts';
import { ask, type World } from './ask.ts';
import { type Choice, orderOf } from './bench.ts';
import { CHOICE_WORLDS, MODES, NOWHERE, NSS_NAMES, NSS_WORLDS } from './nss-cases.ts';

/** Each nsswitch.conf, and what else decides, with each name; with each mode where a file says little. */
export const CHOICES: readonly Choice[] = [...NSS_WORLDS, ...CHOICE_WORLDS].flatMap((world, i) =>
  MODES.slice(0, i < 5 || world.env !== undefined ? MODES.length : 1).flatMap((mode) =>
    NSS_NAMES.map((name) => ({ world, mode, name })),
  ),
);

function switchOf({ files, links = {} }: World): SwitchFile {
  const text = files['/etc/nsswitch.conf'];
  if (text === null) return { kind: 'directory' };
  if (text !== undefined) return { kind: 'read', text };
  // The links of these cases lead to themselves or below a file, but for one that leads nowhere.
  const target = links['/etc/nsswitch.conf'];
  return { kind: target === undefined || target === NOWHERE ? 'missing' : 'closed' };
}

/** Whether there is an nsswitch.conf that nobody can read. */
export function isUnread(world: World): boolean {
  return switchOf(world).kind !== 'read';
}

/** What is said of a program of Go, where it differs from what the program says itself. */
export function wrongChoices(
  program: string,
  build: { readonly minor: number; readonly cgo: boolean },
  choices: readonly Choice[],
): readonly unknown[] {
  const real = ask(
    choices.map(({ world, mode, name }) => ({
      ...world,
      argv: [program, name],
      env: { ...world.env, GODEBUG: `netdns=${mode === '' ? '' : `${mode}+`}2` },
    })),
  );
  return choices.flatMap(({ world, mode, name }, i) => {
    const conf = world.files['/etc/resolv.conf'];
    const nsswitch = switchOf(world);
    const said = goChoice(name, {
      ...build,
      mode,
      env: world.env ?? {},
      hostname: 'box',
      settings: readGo(conf ?? null, 'box', build.minor),
      confUnreadable: false,
      sources: goSources(nsswitch, build.minor) ?? 'missing',
      hasMdnsAllow: '/etc/mdns.allow' in world.files,
    });
    const was = real[i] === undefined ? undefined : orderOf(real[i]);
    return was === said.order
      ? []
      : [{ ...build, nsswitch, conf, mode, name, env: world.env, real: was, said }];
  });
}
