import { readdirSync } from 'node:fs';
import { attempt } from '../../../live/files/attempt.ts';
import { type LoggedPod, loggedPodOf } from '../../../node/names.ts';

/** More directories of logs than any node has pods. */
const MAX_DIRECTORIES = 10_000;

/** Directories in which the kubelet keeps the logs of pods. */
export class Logs {
  readonly #directory: string;

  /** @param directory need not be there */
  constructor(directory: string) {
    this.#directory = directory;
  }

  pods(): readonly LoggedPod[] {
    return namesIn(this.#directory)
      .slice(0, MAX_DIRECTORIES)
      .flatMap((name) => loggedPodOf(name) ?? []);
  }

  /** Names of the containers of a pod that have logs. */
  containersOf({ namespace, pod, podUid }: LoggedPod): readonly string[] {
    return namesIn(`${this.#directory}/${namespace}_${pod}_${podUid}`);
  }
}

/** None where it cannot be listed. */
export function namesIn(directory: string): readonly string[] {
  const names = attempt(() => readdirSync(directory));
  return names.ok ? names.value : [];
}
