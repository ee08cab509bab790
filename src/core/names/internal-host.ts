/** Top-level names that no public registry has (RFC 2606, RFC 6762 appendix G, ICANN's .internal). */
const NOT_PUBLIC =
  /\.(?:corp|example|home|internal|intranet|invalid|lan|local|localdomain|localhost|private|test)$/;
/** Parts of names that organisations give to hosts of their own. */
const OWN = /(?:^|[.-])(?:corp|internal|intranet|intern|int|lan|onprem|private)[.-]/;
/** A forge under a name of its own, and not the public one: gitlab.acme.com, and not gitlab.com. */
const OWN_FORGE = /^(?:git|gitlab|gitea|github|ghe|bitbucket|stash|gerrit|code|scm)\.[^.]+\.[^.]+/;

/** Whether a host looks like one that the public cannot reach. Nobody can know: it is a hint and no verdict. */
export function looksInternal(host: string): boolean {
  return NOT_PUBLIC.test(host) || OWN.test(host) || OWN_FORGE.test(host);
}
