import { nssOfGo, type Sources } from './nsswitch.ts';

/** What lies at /etc/nsswitch.conf, for who reads it. */
export type SwitchFile =
  | { readonly kind: 'read'; readonly text: string }
  | { readonly kind: 'missing' }
  /** It can be opened, and nothing can be read from it. */
  | { readonly kind: 'directory' }
  /** A link leads to itself or below a file. */
  | { readonly kind: 'closed' }
  /** A permission is missing. */
  | { readonly kind: 'refused' }
  | { readonly kind: 'unknown' };

/** As Go takes them. `missing`: the file is not there. `unreadable`: it is, and Go does not know what it says. */
export type GoSources = Sources | 'missing' | 'unreadable';

/** From this release on a file that can be opened and not be read is an empty one. */
const READS_DIRECTORIES = 21;

/**
 * nsswitch.conf for Go (net/nss.go, parseNSSConfFile): only a file that is not there (ENOENT) lets Go go on alone.
 *
 * @param minor Of the release, such as 27.
 * @returns Undefined: nobody can know.
 */
export function goSources(file: SwitchFile, minor: number): GoSources | undefined {
  switch (file.kind) {
    case 'read':
      return nssOfGo(file.text);
    case 'missing':
      return 'missing';
    case 'directory':
      return minor < READS_DIRECTORIES ? 'unreadable' : null;
    case 'closed':
    case 'refused':
      return 'unreadable';
    case 'unknown':
      return undefined;
  }
}
