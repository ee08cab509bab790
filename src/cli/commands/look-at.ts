import { mergeLayers } from '../../config/merge.ts';
import type { Need } from '../../core/policy/probe-policy.ts';
import { bestOf, remediesText } from '../../core/remedy/text.ts';
import { visible } from '../../core/text/visible.ts';
import { hang, wrap } from '../../core/text/wrap.ts';
import { makeReport } from '../../pipeline.ts';
import type { Host } from '../../target/host.ts';
import { parentOf } from '../../target/posix/walk-path.ts';
import type { Context } from '../command.ts';

/** How tools say that a path was refused: Go and the shells, coreutils, Node, Python and Java. */
const REFUSED: readonly RegExp[] = [
  /(?<verb>[a-z]{0,20}) ?(?<path>\/[^\s:'"]{0,4096}): (?:permission denied|operation not permitted|read-only file system)/i,
  /(?<verb>[\w ]{0,40})['"‘](?<path>\/[^'"’]{1,4096})['"’]: (?:permission denied|operation not permitted|read-only file system)/i,
  /(?:EACCES|EPERM|EROFS): [^,]{0,100}, (?<verb>\w{1,20}) '(?<path>\/[^']{1,4096})'/,
  /(?:Permission denied|Read-only file system): '(?<path>\/[^']{1,4096})'/,
  /(?<path>\/[^\s():'"]{1,4096}) \((?:Permission denied|Read-only file system)\)/,
];

/** What is asked of this container about the path that a message names; null where it names none. */
export async function lookAt(message: string, context: Context, width: number): Promise<string | null> {
  const { verb = '', path: named } = REFUSED.map((form) => form.exec(message)?.groups).find(Boolean) ?? {};
  const probe = context.probes.find(({ policy }) => policy?.ofPath !== undefined);
  if (named === undefined || probe === undefined) return null;
  const { path, need } = demandOf(verb, named, context.host);
  const policy = { [String(probe.policy?.section)]: probe.policy?.ofPath?.(path, need) };
  const config = mergeLayers(context.probes, [{ profile: 'runtime', only: [probe.name], policy }]);
  const startedMs = context.host.monotonic();
  const report = await makeReport(context, context.host, config, { facts: false, info: false, startedMs });
  const here = context.host.target === undefined ? 'Here' : 'There';
  const findings = report.probes.flatMap((probe) => probe.findings).filter((f) => f.message.includes(path));
  const who = `uid ${context.host.ids.euid}`;
  if (findings.length === 0)
    return wrap(
      `${here} and now ${who} may do that (${need.join(', ')} ${visible(path)}): ask in the container, and as the user, that met it.`,
      width,
    );
  const lines = findings.map(({ message: text, remedy, remedies }) => {
    const mends = remedies.length === 0 ? remedy : remediesText(bestOf(remedies), (l) => wrap(l, width - 6));
    return `${hang(wrap(visible(text), width - 2), '  ', '  ')}\n${hang(mends.split('\n').map(visible).join('\n'), '  → ', '    ')}`;
  });
  return `${here}, for ${who}:\n${lines.join('\n')}`;
}

/** What a system call wants of a path; a file that is not there is made in its directory. */
function demandOf(verb: string, path: string, host: Host): { path: string; need: readonly Need[] } {
  if (/exec/.test(verb)) return { path, need: ['execute'] };
  if (/^(?:l?stat|readdir|scandir|chdir|readlink|access)$/.test(verb)) return { path, need: ['read'] };
  // Names below it are made up each time.
  const temporary = host.env.TMPDIR || '/tmp';
  if (path.startsWith(`${temporary}/`)) return { path: temporary, need: ['write'] };
  if (/mkdir|directory/.test(verb)) return { path, need: ['create'] };
  const makes = /create|touch|remove|unlink|rename/.test(verb) || !host.stat(path).ok;
  return makes ? { path: parentOf(path), need: ['create'] } : { path, need: ['read', 'write'] };
}
