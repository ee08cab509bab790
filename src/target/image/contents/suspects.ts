/* Files in which secrets are kept, by their names: whether one is in them their content tells. */

const NAMES =
  /^(?:[._]netrc|\.npmrc|\.yarnrc(?:\.yml)?|\.pypirc|pip\.conf|\.git-credentials|\.?gitconfig|\.dockercfg|\.env(?:\.[\w.-]+)?|id_(?:rsa|dsa|ecdsa|ed25519)(?:_sk)?|ssh_host_\w+_key)$/;
const ENDS = ['.pem', '.key', '.ppk'];
const OF_ACCOUNT = /service[-_]?account|credentials/;

const PATHS =
  /(?:^|\/)(?:\.docker\/config\.json|containers\/auth\.json|\.aws\/credentials|gcloud\/(?:credentials|access_tokens)\.db|\.azure\/(?:accessTokens|msal_token_cache|service_principal_entries)\.json|\.kube\/config|\.git\/config|git\/credentials|git\/config|go\/env|gh\/hosts\.yml|\.cargo\/credentials(?:\.toml)?)$/;

/** Bytes of such a file that are looked at. */
export const SUSPECT_BYTES = 64 * 1024;

/** @param path without the first slash */
export function isSuspect(path: string): boolean {
  const name = path.slice(path.lastIndexOf('/') + 1);
  return (
    NAMES.test(name) ||
    ENDS.some((end) => name.endsWith(end)) ||
    PATHS.test(path) ||
    (name.endsWith('.json') && OF_ACCOUNT.test(name))
  );
}
