import type { SeverityOverride } from './severity.ts';

/** What a path must allow the process to do. `create`: write it, or make it where it is missing. */
export type Need = 'read' | 'write' | 'execute' | 'create';

/** A path that the policy names. */
export interface PathRequirement {
  /** Absolute path. */
  readonly path: string;
  readonly need: readonly Need[];
  /** The directory is shared by a group: new files must stay writable for it (umask, default ACL). */
  readonly shared: boolean;
}

/** Certificates that the trust store must hold; one of `sha256`, `subject` and `file` is set. */
export interface RequiredCertificate {
  /** SHA-256 of the DER, 64 lower-case hex digits. */
  readonly sha256?: string;
  /** Text that the subject must contain, compared without case, such as `CN=Corp Root CA`. */
  readonly subject?: string;
  /**
   * Absolute path of a file whose certificates must all be there: PEM, DER, PKCS #7, PKCS #12 or a keystore of Java.
   */
  readonly file?: string;
  /** Beside `file`: absolute path of a file whose first line is the password of that PKCS #12. */
  readonly passwordFile?: string;
}

/** A severity for a while, and why. */
export interface Exception {
  readonly severity: SeverityOverride;
  /** The last day on which it holds, UTC, such as `2027-01-08`; then the rule weighs what it always does. */
  readonly until?: string;
  /** For whoever reads the report. */
  readonly because?: string;
}

/** What a policy makes of a rule. */
export type RuleSetting = SeverityOverride | Exception;

/** What the container must be; the parts that the probes judge by. */
export interface Policy {
  readonly goVersion: {
    /** Range of versions in semver's grammar, such as `>=1.21 <1.27`. */
    readonly range: string;
  };
  readonly goEnv: {
    /** Directory of the module, where go.mod is looked for; null means the working directory. */
    readonly directory: string | null;
    /** There must be a go.mod. */
    readonly requireModule: boolean;
    /** Modules (path prefixes) that must never be asked of a public proxy or checksum database. */
    readonly privateModules: readonly string[];
    /** Modules that a build will fetch. */
    readonly requiredModules: readonly string[];
    /** Values that `go env KEY` must print. */
    readonly expect: Readonly<Record<string, string>>;
  };
  readonly caCerts: {
    /** A certificate that ends within this many days is expiring soon. */
    readonly expiringSoonDays: number;
    readonly required: readonly RequiredCertificate[];
  };
  readonly timezone: {
    /** IANA name of the zone that Go must see; null means any. */
    readonly expected: string | null;
  };
  readonly permissions: {
    readonly paths: readonly PathRequirement[];
  };
  readonly umask: {
    /** Accepted values; empty means any that harms nobody. */
    readonly allowed: readonly string[];
  };
  /** Severity by rule id, in place of the catalogue's. */
  readonly rules: Readonly<Record<string, RuleSetting>>;
}
