import { RUNTIMES } from '../../target/pod/given.ts';
import type { SwitchOption, ValueOption } from '../options/option.ts';

/** An option that says nothing about the configuration: the command reads it itself. */
export function own(
  option: Pick<ValueOption, 'name' | 'short' | 'placeholder' | 'help' | 'repeats'>,
): ValueOption {
  return { kind: 'value', thisCallOnly: true, read: () => ({}), ...option };
}

export const ROOT = own({
  name: 'root',
  placeholder: 'DIR',
  help: 'look at the root file system in DIR, and run nothing in it; with --pod in the place of an image',
});

export const PID = own({
  name: 'pid',
  placeholder: 'N|auto',
  help: 'look at the container of process N through /proc, and run nothing in it; auto: of the only other container that is seen there',
});

export const IMAGE = own({
  name: 'image',
  placeholder: 'FILE|DIR|-',
  help: 'look at an image that is not running, and run nothing in it: what docker save or podman save wrote, an OCI archive or layout, or - for stdin',
});

export const PLATFORM = own({
  name: 'platform',
  placeholder: 'OS/ARCH',
  help: 'with --image: which one, where there are several, such as linux/arm64',
});

export const IMAGE_NAME = own({
  name: 'image-name',
  placeholder: 'NAME',
  help: 'with --image: which one, where there are several, by its name or digest',
});

export const POD = own({
  name: 'pod',
  placeholder: 'FILE|-',
  help: 'look at a container of this Kubernetes manifest as the kubelet will make it: Pod, Deployment and what else makes pods, with the ConfigMaps and Secrets beside it, or - for stdin',
});

export const CONTAINER = own({
  name: 'container',
  placeholder: 'NAME',
  help: "with --pod: which one; POD/NAME where several pods have it; default the pod's only one",
});

export const VOLUME = own({
  name: 'volume',
  placeholder: 'NAME=DIR',
  repeats: true,
  help: 'with --pod or --compose: what is in a volume that they do not fill, such as a claim; may be given more than once',
});

export const COMPOSE = own({
  name: 'compose',
  placeholder: 'FILE|-',
  help: 'look at a service of this file of docker compose as docker will start it, or - for stdin',
});

export const SERVICE = own({
  name: 'service',
  placeholder: 'NAME',
  help: "with --compose: which one; default the file's only one",
});

export const RUNTIME = own({
  name: 'runtime',
  placeholder: RUNTIMES.join('|'),
  help: 'with --pod: which runtime the node has; default either: where they differ, nobody can know',
});

/** Of the command target alone. */
export const LAYERS: SwitchOption = {
  kind: 'switch',
  thisCallOnly: true,
  layer: {},
  name: 'layers',
  help: 'with --image: what each layer adds, changes and removes; every path in JSON, and with -v',
};

export const USER = own({
  name: 'user',
  placeholder: 'USER[:GROUP]',
  help: 'with --root or --image: who would run there, by name or number; default root, or the user of the image',
});

export const CWD = own({
  name: 'cwd',
  placeholder: 'DIR',
  help: 'with --root or --image: where; default /, or the working directory of the image',
});

export const ENV = own({
  name: 'env',
  placeholder: 'KEY=VALUE',
  repeats: true,
  help: 'one variable of the environment that is asked about; may be given more than once',
});

/** Not --env-file: Node reads that one itself, wherever it stands. */
export const ENV_FROM = own({
  name: 'env-from',
  placeholder: 'FILE',
  help: "KEY=VALUE lines, or a Dockerfile's ENV lines: that environment, in place of this one",
});

/** Those that say what the environment is, of whatever is looked at. */
export const ENVIRONMENT_OPTIONS: readonly ValueOption[] = [ENV, ENV_FROM];

/** What is looked at in place of the container that probe-env runs in. */
export const TARGET_OPTIONS: readonly ValueOption[] = [
  ROOT,
  PID,
  IMAGE,
  PLATFORM,
  IMAGE_NAME,
  POD,
  CONTAINER,
  VOLUME,
  RUNTIME,
  COMPOSE,
  SERVICE,
  USER,
  CWD,
  ENV,
  ENV_FROM,
];
