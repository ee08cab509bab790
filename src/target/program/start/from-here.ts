/** A path as it is meant from a working directory; as it stands where nobody knows which that is. */
export function fromHere(cwd: string | null, path: string): string {
  if (path.startsWith('/') || cwd === null) return path;
  return `${cwd === '/' ? '' : cwd}/${path.replace(/^(?:\.\/+)+/, '')}`;
}
