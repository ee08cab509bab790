/** What a resolver takes of resolv.conf and of the variables. */
export interface Settings {
  /** As they are asked, in order; never none. */
  readonly nameservers: readonly string[];
  /** They stand in the file: else 127.0.0.1 is asked (Go: ::1 too). */
  readonly areNamed: boolean;
  /** Domains in order, as the resolver holds them: Go has a dot behind each. */
  readonly search: readonly string[];
  /** A name with so many dots is asked as it is first. */
  readonly ndots: number;
  /** Never by UDP. */
  readonly tcp: boolean;
  /** Of one question to one server. */
  readonly timeoutSeconds: number;
  /** Rounds through all servers. */
  readonly attempts: number;
  /** What this resolver passes over, which others may read. */
  readonly passedOver: readonly PassedOver[];
}

/** A line, or a word of it, that has no effect. */
export interface PassedOver {
  /** Beginning with 1. */
  readonly line: number;
  /**
   * `address`: no address that it reads. `keyword`: no word that it knows. `option`: the same of an option. `indented`: the line
   * begins with a blank. `byte-order-mark`: before the first word. `too-long`: a line that is not read whole. `surplus`: a server
   * beyond the third.
   */
  readonly why: 'address' | 'keyword' | 'option' | 'indented' | 'byte-order-mark' | 'too-long' | 'surplus';
  readonly text: string;
}

/** Servers that any resolver asks. */
export const MOST_SERVERS = 3;
/** What `ndots` comes to at most. */
export const MOST_DOTS = 15;

export const BYTE_ORDER_MARK = '\xef\xbb\xbf';

/** Lines without their ends; what stands behind the last line end is a line too, unless it is empty. */
export function linesOf(text: string): readonly string[] {
  const lines = text.split('\n');
  if (lines.at(-1) === '') lines.pop();
  return lines;
}

/** What follows the first dot of a host name: the domain that is searched where nothing else is said. */
export function domainOf(hostname: string): readonly string[] {
  const dot = hostname.indexOf('.');
  return dot < 0 || dot === hostname.length - 1 ? [] : [hostname.slice(dot + 1)];
}

/** What a word was, where no resolver knows it: why the line has no effect. */
export function whyUnread(line: string, number: number): PassedOver['why'] {
  if (number === 1 && line.startsWith(BYTE_ORDER_MARK)) return 'byte-order-mark';
  return /^[ \t]/.test(line) ? 'indented' : 'keyword';
}
