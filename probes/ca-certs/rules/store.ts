import { byHand } from '../../../src/core/remedy/forms.ts';
import { type RuleSet, rule } from '../../../src/core/rule.ts';
import { plural } from '../../../src/core/text/plural.ts';
import { IN_IMAGE, IN_POD, install, leftWith, regenerate } from '../remedies.ts';

const ROOTS_INSIDE = [{ severity: 'warning', when: 'where the program of run has roots inside' }] as const;

function whoFails(rootsInside: string | null): string {
  return rootsInside === null
    ? 'Every TLS connection fails with "certificate signed by unknown authority".'
    : `${rootsInside} has public roots inside and uses them; every other program fails with "certificate signed by unknown authority".`;
}

/** Whether there is a store at all, and what hides it. */
export const storeRules = {
  'bundle-missing': rule<{ looked: readonly string[]; rootsInside: string | null }>({
    title: 'There are no CA certificates',
    severity: 'error',
    otherwise: ROOTS_INSIDE,
    cause:
      'The image holds no CA bundle where Go looks for one, and no certificate directory: slim, scratch and distroless-like images start without. Without roots no server certificate can be verified.',
    says: ['x509: certificate signed by unknown authority', 'unable to get local issuer certificate'],
    message: ({ looked, rootsInside }) =>
      `No CA bundle at ${looked[0]} or any other place where Go looks. ${whoFails(rootsInside)}`,
    remedies: (_, platform) => install(platform),
    restart: IN_IMAGE,
    example: { looked: ['/etc/ssl/certs/ca-certificates.crt'], rootsInside: null },
  }),
  'never-configured': rule<{ directory: string; count: number; rootsInside: string | null }>({
    title: 'The certificates are unpacked, but the bundle was never made',
    severity: 'error',
    otherwise: ROOTS_INSIDE,
    cause:
      'The ca-certificates package puts single files into the image; its post-install script makes the bundle of them. Where that did not run (files copied without it, a failed trigger, a removed bundle), no program finds a root.',
    says: ['x509: certificate signed by unknown authority', 'unable to get local issuer certificate'],
    message: ({ directory, count, rootsInside }) =>
      `ca-certificates is unpacked (${count} files in ${directory}) but its bundle was never generated. ${whoFails(rootsInside)}`,
    remedies: (_, platform) => regenerate(platform),
    restart: IN_IMAGE,
    example: { directory: '/usr/share/ca-certificates/mozilla', count: 142, rootsInside: null },
  }),
  'bundle-link-dangling': rule<{ path: string; missing: string; mounted: string | null; roots: number }>({
    title: 'The CA bundle is a link to something that is not in this container',
    severity: 'error',
    otherwise: [{ severity: 'warning', when: 'where Go has roots all the same' }],
    cause:
      "On SUSE, RHEL and Arch the names below /etc/ssl are links to where the tool of the distribution writes the bundle. Whoever mounts a host's /etc/ssl into a container, or copies it into an image, has the links and not the bundle.",
    says: ['x509: certificate signed by unknown authority'],
    message: ({ path, missing, mounted, roots }) =>
      `${path} leads to ${missing}, which is not in this container${mounted === null ? '' : ` (${mounted} is a mount)`}. ${leftWith(roots)}`,
    remedies: ({ missing, mounted }, platform) => {
      if (mounted === null) return install(platform);
      const directory = missing.slice(0, missing.lastIndexOf('/')) || '/';
      return [
        byHand(
          'pod',
          `mount ${directory} of the host as well, at the same path, or take out the mount of ${mounted}`,
        ),
      ];
    },
    restart: IN_POD,
    example: {
      path: '/etc/ssl/ca-bundle.pem',
      missing: '/var/lib/ca-certificates/ca-bundle.pem',
      mounted: '/etc/ssl',
      roots: 0,
    },
  }),
  'hidden-by-mount': rule<{
    mountPoint: string;
    fsType: string;
    source: string;
    roots: number;
    publicRoots: number;
    /** What Go has comes from this mount. */
    fromMount: boolean;
  }>({
    title: 'A mount hides the CA bundle',
    severity: 'error',
    otherwise: [{ severity: 'warning', when: 'where Go has roots all the same' }],
    cause:
      "A volume that is mounted over a directory hides everything that the image has there. To add one certificate, people mount a volume on /etc/ssl/certs and lose the image's bundle.",
    message: ({ mountPoint, fsType, source, roots, publicRoots, fromMount }) =>
      `${mountPoint} is a mount (${fsType} from ${source}) without a CA bundle, and hides what the image has there. ${
        roots > 0 && fromMount
          ? `Go has ${plural(roots, 'root')}, from this mount${publicRoots === 0 ? ', and no public root is left' : ''}.`
          : leftWith(roots)
      }`,
    remedies: ({ mountPoint }) => [
      byHand(
        'pod',
        `mount the volume beside it, such as at /etc/ssl/extra, and set SSL_CERT_DIR=${mountPoint.endsWith('/certs') ? mountPoint : '/etc/ssl/certs'}:/etc/ssl/extra; OpenSSL finds a certificate there only by the name HASH.0, where HASH is what openssl x509 -noout -hash prints of it`,
      ),
    ],
    restart: IN_POD,
    example: {
      mountPoint: '/etc/ssl/certs',
      fsType: 'ext4',
      source: '/dev/sda1',
      roots: 0,
      publicRoots: 0,
      fromMount: false,
    },
  }),
} as const satisfies RuleSet;
