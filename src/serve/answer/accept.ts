/** One of the types that whoever asks would take. */
interface Wanted {
  readonly type: string;
  /** What is said of it, such as `version=1.0.0`. */
  readonly parameters: readonly string[];
  /** From 0, which is not at all, to 1. */
  readonly quality: number;
}

/** The Accept header (RFC 9110, 12.5.1). A weight that is no number is 1. Pure. */
function wantedIn(accept: string): readonly Wanted[] {
  return accept
    .toLowerCase()
    .split(',')
    .map((one) => {
      const [type = '', ...said] = one.split(';').map((part) => part.trim());
      const weight = said.find((part) => part.startsWith('q='))?.slice('q='.length) ?? '1';
      const quality = /^(?:0(?:\.\d{0,3})?|1(?:\.0{0,3})?)$/.test(weight) ? Number(weight) : 1;
      return { type, parameters: said.filter((part) => !part.startsWith('q=')), quality };
    });
}

/**
 * Whether that type is named, and no other of those that there are is wanted more. Who takes anything (`*` in place of a name)
 * names none. Pure.
 *
 * @param versions those that can be given; null where there are none
 */
export function prefers(
  accept: string | undefined,
  type: string,
  other: string,
  versions: readonly string[] | null = null,
): boolean {
  const wanted = wantedIn(accept ?? '');
  const most = (name: string, fits: (one: Wanted) => boolean = () => true) =>
    Math.max(0, ...wanted.filter((one) => one.type === name && fits(one)).map(({ quality }) => quality));
  const isGiven = ({ parameters }: Wanted) => {
    const version = parameters.find((one) => one.startsWith('version='))?.slice('version='.length);
    return versions === null || version === undefined || versions.includes(version.replaceAll('"', ''));
  };
  const quality = most(type, isGiven);
  return quality > 0 && quality >= most(other);
}
