import { trimEndOf } from '../trim.ts';

/** What keeps a variable's value from being what its author meant. */
export type ValueSlip =
  /** Quotes that `docker run --env-file`, a manifest or `go env -w` leave in the value. */
  | 'quoted'
  /** A line end of Windows. */
  | 'carriage-return'
  | 'blank-at-end'
  | 'blank-at-start'
  /** ` # …`: only shells take it away. */
  | 'comment'
  /** A template's variable that nobody filled in: `${VERSION}`, `{{ .Values.x }}`, `<path>`, `@X@`. */
  | 'placeholder';

export interface MeantValue {
  readonly slip: ValueSlip;
  /** The value without the slip; null where nobody can tell it. */
  readonly meant: string | null;
}

/**
 * What an env file, a template or a manifest left in a value that its reader takes letter by letter; null
 * where nothing of the kind is there. Several slips at once are taken away together, the first one is named.
 */
export function meantValue(value: string): MeantValue | null {
  let slip: ValueSlip | null = null;
  let meant = value;
  const take = (found: ValueSlip, rest: string) => {
    if (rest === meant) return;
    slip ??= found;
    meant = rest;
  };
  // Each may hide the next: "x"\r, "x" # why.
  let before: string | null = null;
  for (let i = 0; i < MAX_SLIPS && before !== meant; i++) {
    before = meant;
    const line = trimEndOf(meant, '\n');
    if (line.endsWith('\r')) take('carriage-return', trimEndOf(line, '\r\n'));
    take('quoted', unquoted(meant));
    take('comment', withoutComment(meant));
    take('blank-at-end', meant.trimEnd());
    take('blank-at-start', meant.trimStart());
  }
  if (PLACEHOLDER.test(meant)) return { slip: 'placeholder', meant: null };
  return slip === null ? null : { slip, meant };
}

/** Nobody wraps a value more often than this; a value of quotes alone would be gone through for each of them. */
const MAX_SLIPS = 8;

/** Without one pair of quotes around all of it. */
export function unquoted(text: string): string {
  const [quote] = text;
  const quotes = text.length > 1 && (quote === '"' || quote === "'") && text.endsWith(quote);
  return quotes ? text.slice(1, -1) : text;
}

function withoutComment(text: string): string {
  const line = text.lastIndexOf('\n') + 1;
  const at = text.slice(line).search(/[ \t]#/);
  return at < 0 ? text : text.slice(0, line + at);
}

const PLACEHOLDER =
  /\$\{[^}$]*\}|\$\([^)$]*\)|\{\{[^{}]*\}\}|^<[^<>]+>$|^@\w+@$|^%\w+%$|^__\w+__$|\$[A-Z_]{2,}/;
