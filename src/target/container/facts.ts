import type { Limits } from '../../core/documents/target-description.ts';

/* What is known of a container that docker or podman would start: plain data. */

/** A place in a file of people. */
export interface At {
  readonly file: string;
  readonly line: number;
}

/** A program for another processor than that of the image. */
export interface Foreign {
  readonly program: string;
  /** Node's names of processors: of the program, and of the image as it says. */
  readonly machine: string;
  readonly platform: string;
}

export interface ContainerFacts {
  /** Null: nobody can know. */
  readonly starts: boolean | null;
  /** Whether it is known what to start. */
  readonly namesProgram: boolean;
  /** Why it does not start. */
  readonly troubles: readonly ContainerTrouble[];
  /** The program of its health check, where that cannot be started. */
  readonly healthcheck: BrokenCheck | null;
  /** Left out where nobody says what it may use. */
  readonly planned?: PlannedLimits;
}

/** What a file of Compose lets a service use. */
export interface PlannedLimits {
  readonly limits: Limits;
  /** Of a process, by the names that /proc/PID/limits has for them; infinite: none. */
  readonly rlimits: Readonly<Record<string, { readonly soft: number; readonly hard: number }>>;
  /** Processes and threads; null: any number. */
  readonly processes: number | null;
  /** Size of /dev/shm; null: nobody says it. */
  readonly sharedBytes: number | null;
  /** CPUs that it may run on; null: all of a machine that nobody knows. */
  readonly cpusAllowed: number | null;
}

export interface ContainerTrouble {
  readonly kind: 'user' | 'group' | 'program' | 'architecture' | 'mount' | 'refused';
  /** What the runtime says. */
  readonly message: string;
  /** The user, the group or the program that it speaks of, as it is written. */
  readonly of: string;
  /** The line that says it; null where the image does. */
  readonly at: At | null;
  /** With `architecture`. */
  readonly foreign?: Foreign;
}

export interface BrokenCheck {
  readonly program: string;
  /** What the runtime, or the shell, says. */
  readonly message: string;
  readonly at: At | null;
}
