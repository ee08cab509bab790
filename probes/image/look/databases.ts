/* What is installed, as package managers write it down. */

/** dpkg's words for packages whose files are not there: the third of `Status` (dpkg-query(1)). */
const NOT_THERE = ['not-installed', 'config-files'];

/** Names in dpkg's status file (deb-control(5): paragraphs of fields); one without `Status` counts as installed. */
export function dpkgNames(text: string): readonly string[] {
  return text.split(/\n[ \t]*\n/).flatMap((paragraph) => {
    const lines = paragraph.split('\n');
    const name = field(lines, 'Package');
    const state = field(lines, 'Status')?.split(' ').at(-1);
    return name === undefined || (state !== undefined && NOT_THERE.includes(state)) ? [] : [name];
  });
}

function field(lines: readonly string[], name: string): string | undefined {
  const line = lines.find((one) => one.startsWith(`${name}:`));
  return line?.slice(name.length + 1).trim();
}

/** Names in apk's database of what is installed (apk-package(5)): the lines `P:`. */
export function apkNames(text: string): readonly string[] {
  return text
    .split('\n')
    .filter((line) => line.startsWith('P:'))
    .map((line) => line.slice(2).trim());
}
