let pid: number | null = null;

/** The process of the command that `run` started and stays with; null where there is none. */
export function commandBeside(): number | null {
  return pid;
}

export function noteCommand(started: number | null): void {
  pid = started;
}
