import { posix } from 'node:path';
import type { Host } from '../../../target/host.ts';
import { podContainer, podReport } from '../../../target/pod/container.ts';
import { type GivenToPod, RUNTIMES, type Runtime } from '../../../target/pod/given.ts';
import { ManifestError } from '../../../target/pod/manifest/field.ts';
import type { Manifest } from '../../../target/pod/manifest/objects.ts';
import { failureText } from '../../../verdict/failure-text.ts';
import type { Context } from '../../command.ts';
import type { ParsedArgs } from '../../options/parse.ts';
import { UsageError } from '../../options/usage-error.ts';
import { absolute, givenVariables, tellOfNamesAlone, valuesOf } from '../environment-of.ts';
import type { Target } from '../target.ts';
import { CONTAINER, CWD, IMAGE, POD, RUNTIME, USER, VOLUME } from '../target-options.ts';
import { givenVolumes, volumeNames } from './given-volumes.ts';
import { imageFor } from './image-for.ts';
import { plannedTarget } from './planned-target.ts';
import { secretsOf } from './pod-stated.ts';
import { orRefuse, readPod } from './read-pod.ts';

/**
 * A container of a manifest as Kubernetes would make it, of that image or of one that nobody gave.
 *
 * @throws UsageError, TargetError
 */
export async function podTarget(args: ParsedArgs, context: Context): Promise<Target> {
  const file = String(args.given.get(POD));
  const archive = args.given.get(IMAGE);
  if (file === '-' && archive === '-')
    throw new UsageError('--image - and --pod - exclude each other: there is one stdin');
  const said = [USER, CWD].find((option) => args.given.has(option));
  if (said !== undefined) throw new UsageError(`--${said.name} is not for --pod: the manifest says it`);
  const container = args.given.get(CONTAINER);
  const { manifest, selected } = await readPod(
    file,
    container === undefined ? null : String(container),
    context,
  );
  const variables = givenVariables(args, context.host) ?? [];
  tellOfNamesAlone(variables, context.io);
  const given: GivenToPod = {
    volumes: givenVolumes(args.repeated.get(VOLUME) ?? [], volumeNames(selected), context.host),
    variables: new Map(Object.entries(valuesOf(variables))),
    runtime: runtimeOf(args),
    nodeResolvConf: orRefuse(() => nodeResolvConf(manifest, context.host)),
  };
  const image = await imageFor(args, context);
  const over = [...given.variables.keys()];
  const pod = {
    ...podReport(manifest, selected),
    ...(over.length === 0 ? {} : { variables: over }),
  };
  const target = image?.target({ pod }) ?? { kind: 'pod' as const, pod };
  return plannedTarget(
    {
      by: 'pod',
      image,
      variables,
      secrets: orRefuse(() => secretsOf(manifest)),
      make: (missed) =>
        orRefuse(() =>
          podContainer(context.host, manifest, selected, image?.image ?? null, given, target, missed),
        ),
    },
    context,
  );
}

/** `resolvConf` of a KubeletConfiguration that stands beside the pod, where it names a file beside the manifest, or none at all. */
function nodeResolvConf({ file, kubelet }: Manifest, host: Host): string | null {
  const named = kubelet?.get('resolvConf').text() ?? null;
  // A path of the node is no path of this machine.
  if (named === null || named.startsWith('/')) return null;
  if (named === '') return '';
  const path = posix.join(posix.dirname(absolute(file, host)), named);
  const text = host.readFile(path, { maxBytes: 64 * 1024 });
  if (text.ok) return text.value.toString('utf8');
  throw new ManifestError(
    `${file}: resolvConf of the KubeletConfiguration: ${named} cannot be read: ${failureText(text.error)}`,
  );
}

function runtimeOf({ given }: ParsedArgs): Runtime | null {
  const said = given.get(RUNTIME);
  const runtime = RUNTIMES.find((one) => one === said);
  if (said === undefined || runtime !== undefined) return runtime ?? null;
  throw new UsageError(`--runtime: ${JSON.stringify(said)} is none; write ${RUNTIMES.join(' or ')}`);
}
