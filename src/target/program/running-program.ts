/** The program that a container is for, as it runs. */
export interface RunningProgram {
  readonly pid: number;
  /** The file in its container; null where that may not be known. */
  readonly path: string | null;
  /** By when the process was this program, milliseconds since 1970; null where nothing tells. */
  readonly sinceMs: number | null;
}
