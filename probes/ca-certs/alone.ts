import type { Alone } from '../../src/core/probe.ts';
import type { RawFinding } from '../../src/core/rule.ts';
import type { Host } from '../../src/target/host.ts';

/** What variables of a manifest name in its own volumes; all other files are those of the image. */
export const alone: Alone = { worlds: (host) => [host], told };

/** Of files that are mounted. */
const OF_FILE = new Set(
  `no-certificates der-not-pem other-format block-unparsable boundary-glued bom-hides-first empty not-a-regular-file
   private-key-in-bundle all-expired`
    .split(/\s+/)
    .map((id) => `ca-certs/${id}`),
);

function told(finding: RawFinding, { env }: Host): RawFinding | null {
  const { rule, args } = finding;
  // Else Go goes on with what the image has.
  const whole = Boolean(env.SSL_CERT_FILE && env.SSL_CERT_DIR);
  if (rule === 'ca-certs/override-missing') {
    // Whether there is a Node the image decides.
    if (args.variable === 'NODE_EXTRA_CA_CERTS') return null;
    return whole ? finding : { ...finding, args: { ...args, roots: null } };
  }
  return whole && OF_FILE.has(rule) ? finding : null;
}
