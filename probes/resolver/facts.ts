import type { GoSources } from './files/go-switch.ts';
import type { Sources } from './files/nsswitch.ts';
import type { GoChoice } from './questions/go-order.ts';
import type { Settings } from './readers/settings.ts';

/** /etc/resolv.conf. */
export type Conf =
  | { readonly kind: 'read'; readonly text: string }
  /** `target`: where a link leads that leads nowhere; null: nothing is there. */
  | { readonly kind: 'missing'; readonly target: string | null }
  | { readonly kind: 'directory' }
  | { readonly kind: 'unreadable'; readonly errno: string }
  /** As the kubelet will write it, as far as the manifest says. */
  | { readonly kind: 'pod'; readonly pod: PodConf }
  /** Who runs the container writes it. */
  | { readonly kind: 'later' }
  /** Nobody can know. */
  | { readonly kind: 'unknown' };

/** What the kubelet writes. */
export interface PodConf {
  readonly text: string;
  /** The first server is that of the cluster, whose address nobody knows before. */
  readonly ofCluster: boolean;
  /** What is beyond the limits of the kubelet, and therefore not written. */
  readonly cut: readonly {
    readonly what: 'nameservers' | 'searches';
    readonly left: readonly string[];
  }[];
  readonly file: string;
  readonly line: number;
}

/** Who resolves names: Go itself, a C library, Node's dns.resolve. */
export type RuntimeName = 'go' | 'glibc' | 'musl' | 'nodeResolve';

/** What one of them does. */
export interface Runtime {
  readonly name: RuntimeName;
  /** It is in the container. */
  readonly isThere: boolean;
  /** Null where resolv.conf is not known. */
  readonly settings: Settings | null;
  /** For each name of the policy: what servers are asked for, in order, where no such name exists. Null: nobody can know. */
  readonly questions: readonly (readonly string[] | null)[];
}

/** The C libraries of the container. */
export interface Libraries {
  readonly musl: boolean;
  readonly glibc: boolean;
  /** Release of glibc, such as 24 of 2.24, where it is older than 2.34; else null. */
  readonly oldGlibc: number | null;
  /** Release of musl where it is before 1.2.4 and a domain of resolv.conf ends its search; else null. */
  readonly oldMusl: string | null;
}

/** The Go program. */
export interface GoFacts {
  /** Null: none is known, and the newest Go without cgo stands for it. */
  readonly path: string | null;
  readonly version: string | null;
  /** For each name of the policy. */
  readonly choices: readonly GoChoice[];
}

export interface ResolverFacts {
  readonly names: readonly string[];
  readonly conf: Conf;
  /** Of Go, glibc, musl and Node, in this order. */
  readonly runtimes: readonly Runtime[];
  readonly libraries: Libraries;
  readonly go: GoFacts;
  /** nsswitch.conf as glibc and Go read it; undefined: nobody can know. */
  readonly glibcSources: Sources | 'missing' | undefined;
  readonly goSources: GoSources | undefined;
  /** Modules of sources that are not there. */
  readonly missingModules: readonly string[];
  /** Content of /etc/hosts; null: there is none; undefined: nobody can know. */
  readonly hosts: string | null | undefined;
  /** Addresses of this machine at which somebody answers questions; `*`: all. Null: nobody can know. */
  readonly answering: readonly string[] | null;
}
