import type { Config } from '../../config/config.ts';
import { DEFAULTS, UNTIMED_MS } from '../../config/defaults.ts';
import type { RouteReport } from '../../core/documents/route-report.ts';
import { weightOf } from '../../core/policy/exception.ts';
import { modulesOf } from '../../core/policy/probe-policy.ts';
import type { AnyProbe } from '../../core/probe.ts';
import { redactDeep } from '../../core/redact/deep.ts';
import { parseModule } from '../../go/modules/module-path.ts';
import {
  makeRouteReport,
  NoAnswer,
  NothingToRoute,
  type RouteRequest,
  UnreadableProject,
} from '../../route.ts';
import { inTime } from '../../run/in-time.ts';
import type { Host } from '../../target/host.ts';
import type { Command, Context } from '../command.ts';
import { configure } from '../configure.ts';
import type { ParsedArgs } from '../options/parse.ts';
import { FROM, GO, ROUTE_OPTIONS } from '../options/sets/route-options.ts';
import { UsageError } from '../options/usage-error.ts';
import { useColor } from '../output/color.ts';
import { displayOf, shown } from '../output/display.ts';
import { lateBy } from '../output/late.ts';
import { absolute, environmentOf } from '../outside/environment-of.ts';
import { isTimed } from '../outside/incoming.ts';
import type { Target } from '../outside/target.ts';
import { TargetError } from '../outside/target-error.ts';
import { ENVIRONMENT_OPTIONS, TARGET_OPTIONS } from '../outside/target-options.ts';
import { deliver } from './check.ts';

/** `probe-env route MODULE…`: the verification matrix. */
export const route: Command = {
  usage: [
    'probe-env route [OPTION]... MODULE[@VERSION]...',
    'probe-env route [OPTION]... --from go.mod|go.work',
    'probe-env route --env-from FILE [--go VERSION] MODULE[@VERSION]...',
    'probe-env route --root DIR|--pid N [OPTION]... [MODULE[@VERSION]...]',
  ],
  description:
    'Says for each module where go would fetch it, what it asks next when a source fails, who verifies what it gets, and why. Uses no network, unless --online has the sources and the checksum database really asked. Without MODULE: all that go.mod requires. Exit codes: 0 all would be verified, or are here already, or are private and need not be; 1 a module would be blocked or unverified, or a public service would be asked for it although the policy calls it private; with --online also where go would get no further with what the sources answer.',
  options: () => ROUTE_OPTIONS,
  run: async (args, context) => {
    const { host, io } = context;
    const first = await situationOf(args, context);
    const { config, target } = first;
    const report = await inTime(
      host,
      dueOf(args, first, context),
      async () => redactDeep(await answerOf(args, first, context)),
      () => new TargetError(`there was no answer ${lateBy(host)}`, 'more time:  --timeout 1m'),
    );
    if (target?.isSame() === false) throw target.changed();
    const display = displayOf(config, host, io, 'out');
    const options = {
      verbosity: config.verbosity,
      color: useColor(config, host, io, 'out'),
      ...(display.width === undefined ? {} : { width: display.width }),
    };
    // PROBE_ENV_FORMAT is meant for the probes: what route does not know there is passed over.
    const document =
      config.format === 'json'
        ? (await import('../../report/route/json.ts')).routeJson(report)
        : shown((await import('../../report/route/text.ts')).routeText(report, options), display);
    await deliver(document, config.output, io, io.out);
    return report.exitCode;
  },
};

/** What is left to be said when go, or who is asked, had all the time that there was, milliseconds. */
const REST_MS = 140;

/** Where nobody says how long it may take, a person waits; and for those that are asked there is a deadline of their own. */
function dueOf(args: ParsedArgs, { config }: Asked, context: Context): number {
  const isOurs = isTimed(context, args) && !config.online;
  return isOurs ? config.timeoutMs + REST_MS : context.host.monotonic() + config.timeoutMs + UNTIMED_MS;
}

/** Who is asked: the go of this container or of another one, or what is known of the given variables alone. */
interface Asked {
  readonly config: Config;
  readonly seen: Host;
  readonly target?: Target;
  readonly asked: Pick<RouteRequest, 'env'>;
  /** Once more, where something first had to be read; null where all was there. */
  again?(): Promise<Asked | null>;
}

async function answerOf(args: ParsedArgs, asked: Asked, context: Context): Promise<RouteReport> {
  const answered = async () => {
    try {
      return {
        report: await reportOf(await withOnline(requestOf(args, asked, context), asked, context), asked.seen),
      };
    } catch (error) {
      return { error };
    }
  };
  const answer = await answered();
  const next = await asked.again?.();
  if (next != null) return answerOf(args, next, context);
  if (answer.report === undefined) throw answer.error;
  return answer.report;
}

/** Asks where `--online` is given, from this container alone. */
async function withOnline(
  request: RouteRequest,
  { config, seen }: Asked,
  context: Context,
): Promise<RouteRequest> {
  if (!config.online) return request;
  if (request.env !== null) {
    throw new UsageError(
      '--online asks from the container that probe-env runs in, with its own settings: --env and --env-from speak of another one. Set the variables for probe-env itself',
    );
  }
  const { askOnline } = await import('./route-online.ts');
  const ask = await askOnline(seen, config, context);
  return ask === undefined ? request : { ...request, ask };
}

async function situationOf(args: ParsedArgs, context: Context): Promise<Asked> {
  const { host } = context;
  const another = TARGET_OPTIONS.some(
    (option) => args.given.has(option) && !ENVIRONMENT_OPTIONS.includes(option),
  );
  if (another) return (await import('../outside/route-outside.ts')).routeOutside(args, context);
  const config = await configure(args, context, { ...DEFAULTS, timeoutMs: UNTIMED_MS });
  return { config, seen: host, asked: { env: environmentOf(args, context) } };
}

function requestOf(
  args: ParsedArgs,
  { config, asked, seen }: Asked,
  { host, probes }: Context,
): RouteRequest {
  const words = [...args.positionals, ...(args.rest ?? [])];
  const empty = words.find((word) => word === '' || word.startsWith('@'));
  if (empty !== undefined) throw new UsageError(`${JSON.stringify(empty)} names no module`);
  // Before the version is cut off: the @ may be the end of a password.
  const url = words.find((word) => /^[^@]*:/.test(word));
  if (url !== undefined) {
    throw new UsageError(
      `${JSON.stringify(url)} is a URL or an address; a module path has neither scheme nor port, such as corp.com/lib`,
    );
  }
  const from = args.given.get(FROM);
  return {
    modules: words.map(parseModule),
    from: from === undefined ? null : absolute(String(from), seen),
    ...asked,
    go: goOf(args),
    ...askedOf(config, probes, host.now()),
    details: config.format === 'json' || config.verbosity === 'verbose',
    timeoutMs: Math.max(1, config.timeoutMs - host.monotonic()),
  };
}

/** What the policy says of modules, if a probe speaks of them. */
function askedOf({ policy }: Config, probes: readonly AnyProbe[], now: number) {
  const { privateModules = [], requiredModules = [], unverified } = modulesOf(policy, probes) ?? {};
  const weight = unverified === undefined ? null : weightOf(policy.rules[unverified], now).severity;
  return { privateModules, requiredModules, allowUnverified: weight === 'off' || weight === 'info' };
}

async function reportOf(request: RouteRequest, host: Host) {
  try {
    return await makeRouteReport(host, request);
  } catch (error) {
    if (error instanceof UnreadableProject) {
      const named = request.from === null ? '' : '--from: ';
      throw new UsageError(`${named}${error.message} cannot be read`);
    }
    if (error instanceof NoAnswer)
      throw new TargetError(`${error.message} ${lateBy(host)}`, 'more time:  --timeout 1m');
    if (error instanceof NothingToRoute) {
      throw new UsageError('route needs a module, or a go.mod: probe-env route MODULE[@VERSION]...');
    }
    throw error;
  }
}

function goOf({ given }: ParsedArgs): string | null {
  const text = given.get(GO);
  if (text === undefined) return null;
  const [, version] = /^(?:go)?(\d+\.\d+(?:\.\d+|[a-z]+\d+)?)$/.exec(String(text)) ?? [];
  if (version === undefined)
    throw new UsageError(`--go: ${JSON.stringify(text)} is no version of Go, such as 1.21`);
  return version;
}
