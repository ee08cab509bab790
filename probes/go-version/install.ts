import type { Family } from '../../src/core/platform.ts';
import { byHand, dockerfile } from '../../src/core/remedy/forms.ts';
import { quote } from '../../src/core/remedy/quote.ts';
import type { Remedy } from '../../src/core/remedy/remedy.ts';
import type { Restart } from '../../src/core/rule.ts';

/** The toolchain comes with the image: why a restart mends nothing. */
export const IMAGE: Restart = {
  mends: false,
  why: 'The toolchain is part of the image, and a restarted container gets the same image.',
};

const GOROOT = '/usr/local/go';

/**
 * Brings a toolchain into the image, in the place of what is there: COPY merges two trees, and the rest of
 * the old one breaks every build. The official tree is linked statically and runs on every Linux.
 *
 * @param suggested a version that the policy accepts, such as `1.27`; null when none is known
 */
export function install(suggested: string | null, family: Family, goroot = GOROOT): readonly Remedy[] {
  if (suggested === null) {
    return [
      byHand(
        'policy',
        'no release that is known here is in goVersion.range: correct it, or bring what it asks for',
      ),
    ];
  }
  const image = `golang:${suggested}${family === 'alpine' ? '-alpine' : ''}`;
  const copyTo = (place: string) => [
    `COPY --from=${image} ${GOROOT} ${quote(place)}`,
    `ENV PATH=${place}/bin:$PATH`,
  ];
  const beside = dockerfile(copyTo(`/opt/go-${suggested}`), { why: 'into a directory of its own' });
  if (family === 'scratch') return [beside];
  const inPlace = [`RUN rm -rf ${quote(goroot)}`, ...copyTo(goroot)];
  return [dockerfile(inPlace, { why: 'a tree is never copied over another one' }), beside];
}
