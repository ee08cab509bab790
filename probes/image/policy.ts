import { definePolicy } from '../../src/core/policy/probe-policy.ts';

export interface ImagePolicy {
  /** Layers that an image may have; null: any number. */
  readonly maxLayers: number | null;
  /** Bytes of the files of all layers, unpacked; null: any number. */
  readonly maxBytes: number | null;
  /** Bytes of the program; null: any number. */
  readonly maxProgramBytes: number | null;
  /** Absolute path of the program that `maxProgramBytes` and `static` are about; null: what the image starts. */
  readonly program: string | null;
  /** The program must need no dynamic loader. */
  readonly static: boolean;
  /** Packages of the distribution that may be there; null: any. */
  readonly packages: 'none' | readonly string[] | null;
  readonly baseline: {
    /** Absolute path of a file of the image. */
    readonly file: string;
    /** What must stand there. */
    readonly version: string;
  } | null;
  /** What may be left in it, and what must not: kinds, and absolute paths with what is below them. */
  readonly leftovers: {
    /** Nothing is said of these. */
    readonly allowed?: readonly string[];
    readonly forbidden?: readonly string[];
  };
}

declare module '../../src/core/policy/policy.ts' {
  interface Sections {
    readonly image: ImagePolicy;
  }
}

export const policy = definePolicy({
  section: 'image',
  defaults: {
    maxLayers: null,
    maxBytes: null,
    maxProgramBytes: null,
    program: null,
    static: false,
    packages: null,
    baseline: null,
    leftovers: {},
  },
  demands: ['maxLayers', 'maxBytes', 'maxProgramBytes', 'static', 'packages', 'baseline', 'leftovers'],
  schema: () => import('./policy-schema.ts'),
});
