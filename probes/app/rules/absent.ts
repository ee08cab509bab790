/** A program that is not there. */
export type Named = {
  readonly program: string;
  readonly path: string | null;
  readonly link: string | null;
  /** The root below which it is looked for, where that is another. */
  readonly root?: string;
  /** The mount that it would lie on. */
  readonly volume?: string;
  /** The words that it was meant to be. */
  readonly meant?: readonly string[];
};

/** How it is not there. */
export function lies({ program, path, link, root, volume, meant }: Named): string {
  if (meant !== undefined)
    return program.trim().startsWith('[')
      ? `${program} is no list of JSON, and a shell is given it as it stands.`
      : `"${program}" is one word with blanks in it, and no such program is there.`;
  if (path === null)
    return `${program} is in no directory of PATH${root === undefined ? '' : ` below ${root}`}.`;
  if (link !== null) return `${path} is a link to ${link}, which is not there.`;
  const hidden = volume === undefined ? '' : ` ${volume} is a mount, and hides what the image has there.`;
  return `${path} is not there.${hidden}`;
}

/** The words as a list that a Dockerfile and a manifest take. */
export function asList(words: readonly string[]): string {
  return `[${words.map((word) => JSON.stringify(word)).join(', ')}]`;
}
