/** A word as a shell takes it, and as RUN and COPY of a Dockerfile do. */
export function quote(word: string): string {
  return /^[\w/.:@%+,=-]+$/.test(word) ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`;
}

/** What is brought to a path, by the name that it has in the build context; a name like `--x` is no option. */
export function quoteSource(path: string): string {
  const name = path.slice(path.lastIndexOf('/') + 1) || '.';
  return quote(name.startsWith('-') ? `./${name}` : name);
}

/** A value as ENV of a Dockerfile takes it: there `$` is expanded, between double quotes too. */
export function quoteEnv(value: string): string {
  return /^[\w/.:@%+,=-]+$/.test(value) ? value : `"${value.replace(/["\\$]/g, String.raw`\$&`)}"`;
}

/** A text as YAML takes it: plain where nothing could take it for something else. */
export function quoteYaml(text: string): string {
  return /^(?:\/|[A-Za-z][A-Za-z_]*[/.-])[\w/.-]*$/.test(text) ? text : JSON.stringify(text);
}
