import type { TimezoneFacts } from '../facts.ts';
import { isUtcName, nameInPath } from '../files/zone-name.ts';
import type { TimezoneFinding } from '../rules/index.ts';
import { place, sees } from './place.ts';

/** What is wrong with the file that decides. */
export function fileCause(facts: TimezoneFacts): TimezoneFinding | null {
  const { file, asked, link } = facts;
  const problem = file?.problem ?? null;
  if (file === null || problem === null) return null;
  const args = {
    path: file.path,
    wanted: facts.wanted?.name ?? null,
    wantedHere: facts.wanted?.here ?? false,
    link,
    mounted: file.mounted ?? false,
    ...place(facts),
    sees: sees(facts),
  };
  switch (problem.kind) {
    case 'missing':
      return asked.by === 'localtime' ? missing(facts) : notThere(facts);
    case 'dangling': {
      if (asked.by !== 'localtime') return notThere(facts);
      const finding = {
        rule: 'timezone/link-dangling',
        args: { ...args, missing: problem.entry },
      } as const;
      // Everybody falls back to what the link asks for.
      return isUtcName(nameInPath(link ?? '') ?? '') ? { ...finding, severity: 'info' } : finding;
    }
    case 'loop':
      return asked.by === 'localtime' ? { rule: 'timezone/link-loop', args } : notThere(facts);
    case 'not-regular':
      // TZ=Asia: a folder of the database is a wrong name, not a wrong file.
      return asked.by === 'name' && problem.type === 'directory'
        ? notThere(facts)
        : { rule: 'timezone/not-a-file', args: { ...args, type: problem.type } };
    case 'unreadable':
      return { rule: 'timezone/unreadable', args: { ...args, errno: problem.errno, uid: facts.uid } };
    case 'not-tzif':
      return { rule: 'timezone/not-tzif', args: { ...args, bytes: problem.bytes, text: problem.text } };
    case 'corrupt': {
      const { name: defect, detail } = problem.defect;
      const finding = { rule: 'timezone/tzif-corrupt', args: { ...args, defect, detail } } as const;
      return facts.runtimes.go.source === 'file' ? { ...finding, severity: 'warning' } : finding;
    }
  }
}

/** UTC for want of a setting is what many images want; it matters where somebody names a zone. */
function missing(facts: TimezoneFacts): TimezoneFinding | null {
  for (const [claim, by] of [
    [facts.expected, 'The policy'],
    [facts.etcTimezone, '/etc/timezone'],
  ] as const) {
    if (claim !== null && !claim.holds) {
      const path = facts.file?.path ?? '';
      const args = {
        path,
        named: claim.name,
        wanted: facts.wanted?.name ?? claim.name,
        wantedHere: facts.wanted?.here ?? false,
        link: null,
        mounted: false,
        by,
        ...place(facts),
        sees: sees(facts),
      };
      return { rule: 'timezone/localtime-missing', args };
    }
  }
  return null;
}

/** TZ leads to no file: a rule that Go does not read, or a name that is none. */
function notThere(facts: TimezoneFacts): TimezoneFinding | null {
  const { unknown, posix, settings, meant, runtimes } = facts;
  const { source, path } = runtimes.go;
  const args = {
    tz: settings.tz ?? '',
    meant: meant.zones,
    meantHere: meant.here,
    goData: source === 'own-data' ? path : null,
    ...place(facts),
    sees: sees(facts),
  };
  if (posix !== null) {
    if (!posix.differs) return null;
    const rule = posix.aboutUtc ? 'timezone/tz-sign-inverted' : 'timezone/tz-posix-ignored-by-go';
    return { rule, args: { ...args, suggested: posix.suggested } };
  }
  // Go found the zone in its own copy of the data, which C libraries do not have.
  const partly = source === 'own-data' ? { severity: 'warning' as const } : {};
  if (unknown?.kind === 'zoneinfo-missing') return { rule: 'timezone/zoneinfo-missing', args, ...partly };
  if (unknown?.kind === 'wrong-case') {
    return { rule: 'timezone/tz-wrong-case', args: { ...args, suggested: unknown.name } };
  }
  const known = unknown?.known ?? null;
  const suggested = unknown?.nearest ?? known?.here ?? null;
  const about = { suggested, known: known !== null, age: known?.age ?? null };
  return { rule: 'timezone/tz-unknown', args: { ...args, ...about }, ...partly };
}
