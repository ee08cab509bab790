/** The names of a path as a layer has it, as Go's filepath.Clean leaves them: absolute, `./` and `..` alike. */
export function cleanNames(path: string): readonly string[] {
  if (isClean(path)) return path.split('/');
  const names: string[] = [];
  for (const name of path.split('/')) {
    if (name === '' || name === '.') continue;
    if (name === '..') names.pop();
    else names.push(name);
  }
  return names;
}

/** Nearly all of them are, and there are hundreds of thousands. */
function isClean(path: string): boolean {
  return path !== '' && !/(?:^|\/)(?:\.{0,2})(?:\/|$)/.test(path);
}
