import { type Json, listOf, tableOf, textOf, textsOf } from './archive/json.ts';
import { type Platform, platformIn } from './archive/platform.ts';
import { ImageError } from './image-error.ts';

/** What an image says of itself (OCI image spec, config.md). */
export interface ImageConfig {
  readonly platform: Platform | null;
  /** `KEY=VALUE`, as they stand there. */
  readonly env: readonly string[];
  /** Empty: root. */
  readonly user: string;
  /** Empty: `/`. */
  readonly workingDir: string;
  readonly entrypoint: readonly string[];
  readonly cmd: readonly string[];
  /** The words of its health check: `CMD` or `CMD-SHELL` and what follows; empty: it has none. */
  readonly healthcheck: readonly string[];
  /** Paths of volumes that a runtime makes. */
  readonly volumes: readonly string[];
  /** Such as `8080/tcp`. */
  readonly exposedPorts: readonly string[];
  readonly stopSignal: string | null;
  readonly labels: Readonly<Record<string, string>>;
  /** Digests of the unpacked layers, the lowest first. */
  readonly diffIds: readonly string[];
  readonly history: readonly HistoryLine[];
}

export interface HistoryLine {
  readonly createdBy: string | null;
  readonly comment: string | null;
  /** It made no layer. */
  readonly emptyLayer: boolean;
}

/** @throws ImageError of what is no configuration */
export function imageConfig(json: Json): ImageConfig {
  const table = tableOf(json);
  const config = tableOf(table.config);
  const { type, diff_ids: diffIds } = tableOf(table.rootfs);
  if (!Array.isArray(diffIds) || (type !== undefined && type !== 'layers'))
    throw new ImageError('its configuration does not say which layers it has');
  return {
    platform: platformIn(json),
    env: textsOf(config.Env),
    user: textOf(config.User) ?? '',
    workingDir: textOf(config.WorkingDir) ?? '',
    entrypoint: textsOf(config.Entrypoint),
    cmd: textsOf(config.Cmd),
    healthcheck: textsOf(tableOf(config.Healthcheck).Test),
    volumes: Object.keys(tableOf(config.Volumes)),
    exposedPorts: Object.keys(tableOf(config.ExposedPorts)),
    stopSignal: textOf(config.StopSignal),
    labels: Object.fromEntries(
      Object.entries(tableOf(config.Labels)).filter(
        (entry): entry is [string, string] => typeof entry[1] === 'string',
      ),
    ),
    diffIds: textsOf(diffIds),
    history: listOf(table.history).map((item) => {
      const line = tableOf(item);
      return {
        createdBy: textOf(line.created_by),
        comment: textOf(line.comment),
        emptyLayer: line.empty_layer === true,
      };
    }),
  };
}

/** The environment that it gives; of a name that stands there twice the last counts. */
export function environmentOf({ env }: Pick<ImageConfig, 'env'>): Readonly<Record<string, string>> {
  return Object.fromEntries(
    env.map((line) => {
      const at = line.indexOf('=');
      return at < 0 ? [line, ''] : [line.slice(0, at), line.slice(at + 1)];
    }),
  );
}
