/** A number in the facts of a probe, as a metric of its own. */
export interface Measure {
  /** Behind `probe_env_`, with its unit, such as `certificate_expiry_timestamp_seconds`. */
  readonly name: string;
  readonly help: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}
