import type { Deadline, Observed, ProbeContext } from '../../../src/core/probe.ts';
import type { CommonReason } from '../../../src/core/reason.ts';
import { CUT } from '../../../src/core/reason.ts';
import type { Host } from '../../../src/target/host.ts';
import type { GoVersionFacts } from '../facts.ts';
import { statedVersion } from '../tree/goroot.ts';
import { compareTree } from './compare.ts';
import type { Looked, Provenance } from './facts.ts';
import { judgeProvenance, judgeUnusable } from './judge.ts';
import { parseReleaseList } from './list.ts';
import type { Going } from './tree-files.ts';

/** 15 000 lines have 1.6 MB. */
const MAX_BYTES = 8 * 1024 * 1024;

/** After so much work other probes get their turn, ms. */
const SLICE_MS = 8;

/** The toolchain against a list of its release's files. Loaded where the policy names one: it reads the whole tree. */
export async function withProvenance(
  host: Host,
  facts: GoVersionFacts,
  list: string,
  { sofar, deadline }: Pick<ProbeContext<GoVersionFacts>, 'sofar' | 'deadline'>,
): Promise<Observed<GoVersionFacts>> {
  sofar(facts);
  const { goroot, version } = facts;
  const tree = goroot?.isDirectory === true && goroot.path.startsWith('/') ? goroot.path : null;
  const provenance = await lookAt(host, tree, list, version?.semver ?? null, deadline);
  const { look } = provenance;
  const incomplete = look === null ? null : incompleteOf(look);
  return { facts: { ...facts, provenance }, ...(incomplete === null ? {} : { incomplete }) };
}

/**
 * @param goroot null where there is none
 * @param list a file of whoever asks
 * @param version what the go command says
 */
async function lookAt(
  host: Host,
  goroot: string | null,
  list: string,
  version: string | null,
  deadline: Deadline,
): Promise<Looked> {
  const nothing = (unusable: Parameters<typeof judgeUnusable>[1]): Looked => ({
    look: null,
    findings: judgeUnusable(list, unusable),
  });
  const file = (host.asker ?? host).readFile(list, { maxBytes: MAX_BYTES });
  if (!file.ok) return nothing({ why: 'unreadable', code: file.error.code });
  const parsed = parseReleaseList(file.value.toString('utf8'));
  if (!('files' in parsed)) return nothing(parsed);
  if (goroot === null) return nothing({ why: 'no-tree' });
  const look = { list, ...(await compareTree(host, goroot, parsed, goingUntil(deadline))) };
  const findings = judgeProvenance(look, { version, stated: statedVersion(host, goroot) });
  return { look, findings };
}

function incompleteOf({ cut, unknown }: Provenance): CommonReason | null {
  if (unknown !== null) return { code: 'path-not-known', data: unknown };
  return cut ? CUT : null;
}

function goingUntil(deadline: Deadline): Going {
  let sliceEnd = deadline.remainingMs() - SLICE_MS;
  return () => {
    const left = deadline.remainingMs();
    if (left <= 0) return false;
    if (left >= sliceEnd) return true;
    return new Promise((resolve) => {
      setImmediate(() => {
        sliceEnd = deadline.remainingMs() - SLICE_MS;
        resolve(true);
      });
    });
  };
}
