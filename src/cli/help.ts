/** The text of `--help`. */
export function help(_topic: string | null): string {
  return 'probe-env [check] [options]\n';
}
