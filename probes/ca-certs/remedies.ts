import type { Platform } from '../../src/core/platform.ts';
import type { Restart } from '../../src/core/rule.ts';

/** The image carries the store. */
export const IN_IMAGE: Restart = {
  mends: false,
  why: 'The trust store is part of the image; a restarted container has the same.',
};

/** A volume, a variable or the policy carries it. */
export const IN_POD: Restart = {
  mends: false,
  why: 'Mounts and environment are part of the pod; a restarted container has the same.',
};

/** Ends a command for who may not run it here. */
export function asRoot(command: string, { root }: Platform): string {
  return root ? command : `${command}        (needs root: put it in the image)`;
}

/** What fills the store of each family from nothing. */
export const INSTALL = {
  debian: (_: unknown, platform: Platform) =>
    asRoot('apt-get update && apt-get install -y --no-install-recommends ca-certificates', platform),
  alpine: (_: unknown, platform: Platform) => asRoot('apk add --no-cache ca-certificates', platform),
  rhel: (_: unknown, platform: Platform) => asRoot('dnf install -y ca-certificates', platform),
  scratch:
    'in the Dockerfile: COPY --from=build /etc/ssl/certs/ca-certificates.crt /etc/ssl/certs/ca-certificates.crt',
};

/** What makes the bundle again from the files that the package and the administrator put there. */
export const REGENERATE = {
  debian: (_: unknown, platform: Platform) => asRoot('update-ca-certificates --fresh', platform),
  alpine: (_: unknown, platform: Platform) => asRoot('update-ca-certificates', platform),
  rhel: (_: unknown, platform: Platform) => asRoot('update-ca-trust extract', platform),
  scratch:
    'in the Dockerfile: COPY --from=build /etc/ssl/certs/ca-certificates.crt /etc/ssl/certs/ca-certificates.crt',
};

/** What brings newer roots. */
export const UPGRADE = {
  debian: (_: unknown, platform: Platform) =>
    asRoot('apt-get update && apt-get install -y --only-upgrade ca-certificates', platform),
  alpine: (_: unknown, platform: Platform) =>
    asRoot('apk upgrade --no-cache ca-certificates ca-certificates-bundle', platform),
  rhel: (_: unknown, platform: Platform) => asRoot('dnf upgrade -y ca-certificates', platform),
  scratch: 'rebuild the image from a current base, from which the bundle is copied',
};

/** How a private CA gets into the store of each family. */
export const addCa = (file: string) => ({
  debian: `cp ${file} /usr/local/share/ca-certificates/ && update-ca-certificates`,
  alpine: `cp ${file} /usr/local/share/ca-certificates/ && update-ca-certificates`,
  rhel: `cp ${file} /etc/pki/ca-trust/source/anchors/ && update-ca-trust extract`,
  scratch: `add ${file} to the bundle that the Dockerfile copies, or mount it and set SSL_CERT_DIR to its directory beside /etc/ssl/certs`,
});

/** What Go is left with, as a sentence. */
export function leftWith(roots: number): string {
  return roots === 0
    ? 'Go has no roots: every TLS connection fails with "certificate signed by unknown authority".'
    : `Go still has ${roots} roots from elsewhere.`;
}
