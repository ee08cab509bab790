import { type Known, known, unknown } from '../../core/known.ts';
import type { Ignorance } from '../../core/reason.ts';
import { IMAGE_DECIDES } from '../../core/reason.ts';
import type { Host } from '../host.ts';
import type { PodImage } from '../pod/made-container.ts';
import type { Line } from '../pod/manifest/field.ts';
import type { PodCapabilities } from '../pod/model/capabilities.ts';
import { bitsOf } from '../pod/model/capabilities.ts';
import { accountOf, groupLines, ignoranceOf, type Missing, NoAccount } from '../posix/account.ts';
import { ALL_CAPABILITIES } from '../posix/capabilities/file-capabilities.ts';
import { USUAL_CAPABILITIES } from '../posix/capabilities/usual-capabilities.ts';
import { fieldOf, flagOf, itemsOf, knownWord, type Service, wordOf } from './service.ts';

export interface ComposeIdentity {
  readonly uid: Known<number>;
  readonly gid: Known<number>;
  /** All that the kernel lists, the gid included, ascending. */
  readonly groups: Known<readonly number[]>;
  /** The line that names the user; null where the image does. */
  readonly at: Line | null;
  /** The user or the group that the image lacks. */
  readonly missing: Missing | null;
}

/**
 * Who a service runs as: docker's way, in which `user`, or else USER of the image, is a name or a number, with a group or
 * without; `group_add` adds to its groups.
 *
 * @param files of the image, as root sees them; null: nobody gave it
 */
export function composeIdentity(
  service: Service,
  image: PodImage['config'],
  files: Pick<Host, 'readFile'> | null,
): ComposeIdentity {
  const { lookup } = service.project;
  const field = fieldOf(service, 'user');
  const word = field === null ? null : wordOf(field, lookup);
  const at = field?.line ?? null;
  const nobody = (why: Ignorance, missing: Missing | null = null): ComposeIdentity => {
    const one = unknown<never>(why);
    return { uid: one, gid: one, groups: one, at, missing };
  };
  if (word?.known === false) return nobody(word.why);
  const spec = word?.value ?? image?.user ?? null;
  if (spec === null) return nobody(IMAGE_DECIDES);
  const added = itemsOf(service, 'group_add').map((item) => knownWord(item, lookup) ?? '');
  if (files === null) {
    const [, uid, gid] = /^(\d+)(?::(\d+))?$/.exec(spec) ?? [];
    if (uid === undefined) return nobody(IMAGE_DECIDES);
    const group: Known<number> = gid === undefined ? unknown(IMAGE_DECIDES) : known(Number(gid));
    return { uid: known(Number(uid)), gid: group, groups: unknown(IMAGE_DECIDES), at, missing: null };
  }
  try {
    const { uid, gid, groups } = accountOf(files, spec);
    const more = added.map((name) => groupNumber(files, name));
    const all = [...new Set([gid, ...groups, ...more])].sort((a, b) => a - b);
    return { uid: known(uid), gid: known(gid), groups: known(all), at, missing: null };
  } catch (error) {
    if (!(error instanceof NoAccount) || error.missing === null) throw error;
    return nobody(ignoranceOf(error.missing), error.missing);
  }
}

function groupNumber(files: Pick<Host, 'readFile'>, name: string): number {
  if (/^\d+$/.test(name)) return Number(name);
  const found = groupLines(files).find((line) => line.name === name);
  if (found === undefined)
    throw new NoAccount(`there is no group ${JSON.stringify(name)} in its /etc/group`, {
      kind: 'group',
      name,
    });
  return found.id;
}

/** As dockerd does it (TweakCapabilities of moby's oci/caps); null: whatever the node has. */
function boundingOf(add: readonly string[], drop: readonly string[]): bigint | null {
  if (add.includes('ALL')) return drop.length === 0 ? null : ALL_CAPABILITIES & ~bitsOf(drop);
  const base = drop.includes('ALL') ? 0n : USUAL_CAPABILITIES;
  return (base & ~bitsOf(drop)) | bitsOf(add);
}

/** Docker's: in effect for root alone, since it sets no ambient ones. */
export function composeCapabilities(service: Service): PodCapabilities {
  const { lookup } = service.project;
  const list = (key: string) =>
    itemsOf(service, key).map((item) => (knownWord(item, lookup) ?? '').toUpperCase().replace(/^CAP_/, ''));
  const add = list('cap_add');
  const drop = list('cap_drop');
  const isPrivileged = flagOf(fieldOf(service, 'privileged'), lookup);
  const options = itemsOf(service, 'security_opt').map((item) => knownWord(item, lookup));
  return {
    bounding: isPrivileged ? null : boundingOf(add, drop),
    noNewPrivileges: options.some((one) => /^no-new-privileges(?:[:=]true)?$/.test(one ?? '')),
    // Docker's default for each network namespace that it makes.
    firstFreePort: knownWord(fieldOf(service, 'network_mode'), lookup) === 'host' ? null : 0,
    added: add.filter((name) => name !== 'ALL'),
  };
}
