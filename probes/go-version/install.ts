import type { Family } from '../../src/core/platform.ts';
import type { Restart } from '../../src/core/rule.ts';

/** The toolchain comes with the image: why a restart mends nothing. */
export const IMAGE: Restart = {
  mends: false,
  why: 'The toolchain is part of the image, and a restarted container gets the same image.',
};

interface Wanted {
  /** A version that the policy accepts, such as `1.27`; null when none is known. */
  readonly suggested: string | null;
}

/** Brings a toolchain into the image. The official tree is linked statically and runs on every Linux. */
export const INSTALL: Readonly<Record<Family, (args: Wanted) => string>> = {
  debian: (args) =>
    copy(args, {
      or: '(Debian 12: 1.19, Debian 13: 1.24): apt-get update && apt-get install -y golang-go',
    }),
  alpine: (args) => copy(args, { flavour: '-alpine', or: '(apk search -x go): apk add --no-cache go' }),
  rhel: (args) => copy(args, { or: '(dnf info golang): dnf install -y golang' }),
  scratch: (args) => copy(args, {}),
};

function copy({ suggested }: Wanted, { flavour = '', or }: { flavour?: string; or?: string }): string {
  if (suggested === null) {
    return 'no release that is known here is in goVersion.range: correct the policy, or bring the toolchain that it asks for';
  }
  return [
    `in the Dockerfile: COPY --from=golang:${suggested}${flavour} /usr/local/go /usr/local/go`,
    'ENV PATH=/usr/local/go/bin:$PATH',
    ...(or === undefined ? [] : [`or, where its version will do ${or}`]),
  ].join('\n');
}
