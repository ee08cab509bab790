import { readdirSync, statSync } from 'node:fs';
import { attempt } from '../../../live/files/attempt.ts';
import { type LoggedPod, loggedPodOf } from '../../../node/names.ts';

/** More directories of logs than any node has pods. */
const MAX_DIRECTORIES = 10_000;

/** Directories in which the kubelet keeps the logs of pods. */
export class Logs {
  readonly #directory: string;
  #pods: readonly LoggedPod[] = [];
  /** How the directory was when it was listed, and whether it was so twice: just after the first time another change bears its time. */
  #listed: { readonly sign: string; readonly twice: boolean } | null = null;

  /** @param directory need not be there */
  constructor(directory: string) {
    this.#directory = directory;
  }

  /** Listed again where the directory has changed. Asked seldom: each some seconds. */
  pods(): readonly LoggedPod[] {
    const stat = attempt(() => statSync(this.#directory));
    const sign = stat.ok ? [stat.value.dev, stat.value.ino, stat.value.mtimeMs].join() : null;
    const isSame = sign !== null && sign === this.#listed?.sign;
    if (isSame && this.#listed?.twice) return this.#pods;
    this.#listed = sign === null ? null : { sign, twice: isSame };
    this.#pods = namesIn(this.#directory)
      .slice(0, MAX_DIRECTORIES)
      .flatMap((name) => loggedPodOf(name) ?? []);
    return this.#pods;
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
