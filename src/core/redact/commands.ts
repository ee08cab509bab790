import { REDACTED, redact } from './redact.ts';

/**
 * {@link redact} for lines of a shell and of a Dockerfile, which no healthy run shows: commands are handed passwords without a name
 * of its own. Each line is looked at once.
 */
export function redactCommands(text: string): string {
  return redact(text)
    .replace(VAULT, `$1${REDACTED}`)
    .replace(/^.*(?:passw(?:or)?d|create secret).*$/gm, withoutPasswords);
}

/** `vault login TOKEN`: any word that is no option and gives nothing a value, where the command ends behind it. */
const VAULT =
  /(\bvault["'\s,]{1,4}login["']?(?:[\s,]{1,4}["']?--?[\w-]{1,32}(?:=[^\s;|&]{0,128})?["']?){0,4}[\s,]{1,4}["']?)(?![-$])[^\s=;|&<>'"]{1,512}(?=["']?\s{0,4}(?:\d?[\]<>;|&\n\r]|$))/g;

/** What echo writes into a program that reads a password; a variable tells nothing. */
const ECHOED =
  /((?:echo|printf)\s{1,4}(?:-\w{1,4}\s{1,4}){0,2})(?!["']?\$)(["']?)(?![\w.-]{1,64}:)[^\n|'"]{0,255}[^\s|'"]\2(?=\s{0,4}\|[^\n|]{0,256}(?:password-stdin|passwd --stdin))/g;
/** `user:password`, and no URL. */
const FOR_CHPASSWD = /(^|[\s'"])([\w.-]{1,64}:)(?!\/\/|["']?\$)[^\s'"|]+/g;
const HTPASSWD = /(\bhtpasswd(?:\s{1,4}-\w{1,8}(?:\s{1,4}\d{1,2}(?=\s))?){1,4}\s{1,4})([^\n|;&<>]{1,512})/g;
const LITERAL = /(--from-literal[=\s]["']?[\w.-]{1,128}=)(?!["']?\$)[^\s'"]+/g;

function withoutPasswords(line: string): string {
  const left = line.replace(ECHOED, `$1$2${REDACTED}$2`).replace(HTPASSWD, withoutLast);
  if (line.includes('chpasswd')) return left.replace(FOR_CHPASSWD, `$1$2${REDACTED}`);
  return line.includes('create secret') ? left.replace(LITERAL, `$1${REDACTED}`) : left;
}

/** `htpasswd -b FILE USER PASSWORD`, with -n without the file; without -b it asks for it. */
function withoutLast(all: string, options: string, rest: string): string {
  const words = rest.split(/(\s+)/);
  const at = /-\w*n/.test(options) ? 2 : 4;
  const word = words[at] ?? '';
  if (!/-\w*b/.test(options) || word === '' || /^["']?\$/.test(word)) return all;
  words[at] = REDACTED;
  return options + words.join('');
}
