/** A word as a shell takes it, and as RUN and WORKDIR of a Dockerfile do; for COPY see {@link copyLine}. */
export function quote(word: string): string {
  return /^[\w/.:@%+,=-]+$/.test(word) ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`;
}

/**
 * What is brought to a path, by the name that it has in the build context; a name like `--x` is no option.
 *
 * @param context the directory to which the context is copied; default: the one that the path lies in
 */
export function sourceOf(path: string, context?: string): string {
  const name = path.slice((context?.length ?? path.lastIndexOf('/')) + 1) || '.';
  return name.startsWith('-') ? `./${name}` : name;
}

/**
 * A COPY line. Docker parts its words at every blank, and takes quotes away only then: what has a blank stands in the
 * form of JSON, whose words are expanded as well (docs.docker.com/reference/dockerfile/#copy).
 *
 * @param source a path, not a pattern
 * @param flags such as `--from=build`
 */
export function copyLine(source: string, target: string, ...flags: readonly string[]): string {
  // In names of sources `*`, `?` and `[` are those of Go's filepath.Match, as Docker says; buildah matches what it
  // found once more, and has no way to name such a file.
  const paths = [source.replace(/[*?[]/g, '[$&]'), target];
  const words = paths.some((path) => /\s/.test(path))
    ? `[${paths.map((path) => JSON.stringify(path.replace(/["'\\$]/g, String.raw`\$&`))).join(', ')}]`
    : paths.map(quote).join(' ');
  return ['COPY', ...flags, words].join(' ');
}

/** The words of a COPY line, flags and all, as {@link copyLine} writes it. */
export function copyWords(line: string): readonly string[] | null {
  const [, flags = '', json = ''] = /^COPY ((?:--\S+ )*)(\[".*"\])$/.exec(line) ?? [];
  if (json === '') return null;
  const paths = (JSON.parse(json) as string[]).map((path) => path.replace(/\\(.)/g, '$1'));
  return [...flags.split(' ').filter(Boolean), ...paths];
}

/** A value as ENV of a Dockerfile takes it: there `$` is expanded, between double quotes too. */
export function quoteEnv(value: string): string {
  return /^[\w/.:@%+,=-]+$/.test(value) ? value : `"${value.replace(/["\\$]/g, String.raw`\$&`)}"`;
}

/** A value of a variable as a pod takes it: there `$(NAME)` is expanded, and `$$` is a `$`. */
export function escapeVariable(value: string): string {
  return value.replace(/\$(?=[$(])/g, '$$$$');
}

/** What {@link escapeVariable} was given. */
export function plainVariable(text: string): string {
  return text.replace(/\$\$/g, '$$');
}

/** A text as YAML takes it: plain where nothing could take it for something else. */
export function quoteYaml(text: string): string {
  return /^(?:\/|[A-Za-z][A-Za-z_]*[/.-])[\w/.-]*$/.test(text) ? text : JSON.stringify(text);
}
