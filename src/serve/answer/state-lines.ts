import { plural } from '../../core/text/plural.ts';
import { shortDuration } from '../../core/time/duration.ts';
import { isoInstant } from '../../core/time/instant.ts';
import { utc } from '../../core/time/utc.ts';
import type { AgentState } from '../agent-state.ts';

/** What the agent says of itself, a line each. Pure. */
export function stateLines(state: AgentState, intervalMs: number): string {
  const lines = [lookLine(state, intervalMs), watchLine(state, intervalMs), policyLine(state)];
  return `\n${lines.map((line) => `  ${line}\n`).join('')}`;
}

export function lookLine({ ageSeconds, looks }: AgentState, intervalMs: number): string {
  if (ageSeconds === null) return 'not looked yet';
  return `last look ${ageSeconds.toFixed(1)} s ago, ${plural(looks, 'look')} since the start, one every ${shortDuration(intervalMs)}`;
}

/** Which way of watching is in force. */
export function watchLine({ watching }: AgentState, intervalMs: number): string {
  const { watched, wanted, refused } = watching;
  const every = `the interval of ${shortDuration(intervalMs)}`;
  if (refused === 'EMFILE' || refused === 'ENOSPC')
    return `changes are found by ${every} alone: the kernel has no inotify ${refused === 'EMFILE' ? 'instance' : 'watch'} left for this user (${refused})`;
  if (watched === 0) return `changes are found by ${every} alone`;
  if (watched < wanted)
    return `changes are found by events in ${watched} of ${wanted} directories, and by ${every}`;
  return `changes are found by events in ${watched === 1 ? '1 directory' : `${watched} directories`}, and by ${every}`;
}

export function policyLine({
  configRefusal,
  configReadMs,
}: Pick<AgentState, 'configRefusal' | 'configReadMs'>): string {
  return configRefusal === null
    ? `the policy in force was read ${utc(isoInstant(configReadMs))}`
    : `the policy that is there is refused, and the one before is in force: ${configRefusal}`;
}
