/** The policy file cannot be used: exit 78. Each line names the file, the line, the key and the remedy. */
export class PolicyError extends Error {
  readonly lines: readonly string[];

  constructor(lines: readonly string[]) {
    super(lines.join('\n'));
    this.lines = lines;
  }
}
