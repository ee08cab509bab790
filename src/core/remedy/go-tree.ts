import type { Family } from '../platform.ts';
import { dockerfile } from './forms.ts';
import { copyLine, quote, quoteEnv } from './quote.ts';
import type { Remedy } from './remedy.ts';

/** Where the image golang has its toolchain. */
const GOROOT = '/usr/local/go';

/** Directories that hold a toolchain and nothing else, told by the name: nothing but such a one is deleted. */
const OF_GO_ALONE = /^\/.+\/go(?:lang)?(?:[-_.\d][^/]*)?$/;

/** What an image may have for a tag (OCI distribution-spec): anything else names none. */
const TAG = /^\w[\w.-]{0,127}$/;

/** Where a toolchain is put, and what else has to be done for it. */
export interface Tree {
  /** GOROOT of the toolchain that is there; the new one takes its place. Null where there is none. */
  readonly goroot?: string | null;
  /** Lines of the Dockerfile after it, and what is said of the whole. */
  readonly after?: { readonly lines: readonly string[]; readonly why: string };
}

/**
 * Brings the official toolchain of a version into the image, in the place of what is there: COPY merges two
 * trees, and the rest of the old one breaks every build. It is linked statically and runs on every Linux.
 *
 * @param version a tag of the image golang, such as `1.27`; nothing is offered for what is none
 */
export function goTree(version: string, family: Family, { goroot, after }: Tree = {}): readonly Remedy[] {
  if (!TAG.test(version)) return [];
  const image = `golang:${version}${family === 'alpine' ? '-alpine' : ''}`;
  const copyTo = (place: string) => [
    copyLine(GOROOT, place, `--from=${image}`),
    `ENV PATH=${quoteEnv(`${place}/bin`)}:$PATH`,
    ...(after?.lines ?? []),
  ];
  const beside = dockerfile(copyTo(`/opt/go-${version}`), {
    why: after?.why ?? 'into a directory of its own',
  });
  const place = goroot ?? GOROOT;
  if (family === 'scratch' || !OF_GO_ALONE.test(place)) return [beside];
  const inPlace = [`RUN rm -rf ${quote(place)}`, ...copyTo(place)];
  return [dockerfile(inPlace, { why: after?.why ?? 'a tree is never copied over another one' }), beside];
}
