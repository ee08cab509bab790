/** What the interposer asks before a call of go. */
export interface Question {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  /** Arguments of `route`: none (all that go.mod requires), or a module in one version. */
  readonly routes: readonly (readonly string[])[];
}

/** A command of probe-env with what it printed. */
export interface Answer {
  readonly code: number;
  readonly text: string;
}

export interface Said {
  readonly check: Answer;
  readonly routes: readonly (Answer & { readonly modules: readonly string[] })[];
}

/** One call of go in a script. */
export interface Call {
  readonly script: string;
  readonly cwd: string;
  readonly args: readonly string[];
  readonly env: readonly string[];
  readonly said: Said | null;
  readonly code: number;
  readonly stderr: string;
  /** What reached the suite's proxy meanwhile: paths such as `/mod/rsc.io/quote/@v/v1.5.2.mod`. */
  readonly requests: readonly string[];
}
