import type { Host } from '../host.ts';

/** The fields of os-release(5): /etc/os-release, else /usr/lib/os-release; null where neither is. */
export function readOsRelease(host: Host): Readonly<Record<string, string>> | null {
  for (const path of ['/etc/os-release', '/usr/lib/os-release']) {
    const file = host.readFile(path, { maxBytes: 64 * 1024 });
    if (file.ok) return parseOsRelease(file.value.toString('utf8'));
  }
  return null;
}

/** Shell-like assignments; quotes are taken off, lines that are none are left out. */
export function parseOsRelease(text: string): Readonly<Record<string, string>> {
  const fields: Record<string, string> = {};
  for (const line of text.split('\n')) {
    const match = /^([A-Z][A-Z0-9_]*)=(.*)$/.exec(line.trim());
    if (match?.[1] === undefined || match[2] === undefined) continue;
    fields[match[1]] = match[2].replace(/^"(.*)"$|^'(.*)'$/, '$1$2').replace(/\\(["$`\\])/g, '$1');
  }
  return fields;
}
