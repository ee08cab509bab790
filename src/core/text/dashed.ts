/** The letters and digits of a text, in lower case, with a dash for whatever stands between them. */
export function dashed(text: string): string {
  return (
    text
      .toLowerCase()
      .match(/[a-z0-9]+/g)
      ?.join('-') ?? ''
  );
}
