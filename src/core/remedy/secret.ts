import { trimEndOf } from '../text/trim.ts';

/**
 * Whether a path is one that only its owner should read: a private key, a token, a file of credentials. Told
 * by the name, as people name them; better one too many than one too few.
 */
export function looksSecret(path: string): boolean {
  if (path === '/etc/passwd') return false;
  return SECRET_NAME.test(path.slice(path.lastIndexOf('/') + 1)) || SECRET_PLACE.test(path);
}

const SECRET_NAME =
  /(?:^|[._-])(?:key|keys|privkey|private|secrets?|tokens?|passw(?:or)?ds?|credentials?|netrc|pgpass|htpasswd|kubeconfig|id_(?:rsa|dsa|ecdsa|ed25519)|g?shadow)(?:$|[._-])|\.(?:key|p12|pfx|jks|keystore)$/i;

const SECRET_PLACE =
  /\/(?:secrets?|private|serviceaccount|\.ssh|\.gnupg|\.kube|\.docker|\.aws)\/|\/\.git-credentials$/i;

/** Whether a path is the home of root or of somebody else, or lies in one. */
export function inHome(path: string): boolean {
  return /^\/(?:root|home\/[^/]+)(?:\/|$)/.test(path);
}

const SYSTEM =
  /^(?:\/(?:bin|boot|dev|etc|home|lib\d*|media|mnt|opt|proc|root|run|sbin|srv|sys|usr|var|(?:usr|var|etc|lib\w*)\/[^/]+|usr\/(?:local|share|lib\w*)\/[^/]+|var\/lib\/(?:apt|dpkg)|usr\/local\/go\/.+))?$/;

/** Whether a path is a directory of the system: it is nobody's to give away, nor is what lies below it. */
export function isSystem(path: string): boolean {
  return SYSTEM.test(trimEndOf(path, '/'));
}
