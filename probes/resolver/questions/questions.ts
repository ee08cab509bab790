/** What servers say to a question: the name does not exist, has no address, cannot be looked up, or has one. */
export type Said = 'nxdomain' | 'nodata' | 'servfail' | 'address';

/** What is said to each question; without it no name exists. */
export type Answers = (question: string) => Said;

export const nothing: Answers = () => 'nxdomain';

/** Bytes of a name in a question, as the wire has it (RFC 1035, 2.3.4). */
const MOST_BYTES = 255;
const MOST_LABEL = 63;

/** Whether it can be asked: no empty label, none beyond 63 bytes, 255 in all. */
export function fits(name: string): boolean {
  if (name === '.') return true;
  const labels = withoutDot(name).split('.');
  const bytes = labels.reduce((sum, label) => sum + label.length + 1, 1);
  return bytes <= MOST_BYTES && labels.every((label) => label !== '' && label.length <= MOST_LABEL);
}

/** No name with this domain behind it can be asked for: a dot alone, or too many of them. */
export function endsSearch(domain: string): boolean {
  return !fits(`x.${domain}`);
}

export function withoutDot(name: string): string {
  return name.endsWith('.') ? name.slice(0, -1) : name;
}

export function dotsIn(name: string): number {
  return name.split('.').length - 1;
}

/** A numeric address is never asked for. */
export function isAddressLike(name: string): boolean {
  return /^[\d.]+$/.test(name) || name.includes(':');
}
