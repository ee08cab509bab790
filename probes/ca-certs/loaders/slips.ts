import { meantValue, type ValueSlip } from '../../../src/core/text/meant/meant-value.ts';
import type { FileType } from '../../../src/target/file.ts';
import type { Host } from '../../../src/target/host.ts';

/** The variables that name files of certificates, or directories. */
export type PathVariable = 'SSL_CERT_FILE' | 'SSL_CERT_DIR' | 'NODE_EXTRA_CA_CERTS';

/** Why the value of a variable leads nowhere, and what was meant. */
export interface PathSlip {
  /** Beside what an env file leaves in a value: several paths where one is taken, or apart by the wrong mark. */
  readonly slip: ValueSlip | 'list' | 'separator' | 'url' | 'tilde' | 'glob' | 'content';
  /** The value that was meant; null where one variable cannot say it, or nobody can tell it. */
  readonly meant: string | null;
  /** The paths of a list. */
  readonly parts: readonly Part[];
}

/** A path of a list. */
export type Part = {
  readonly path: string;
  /** Null where it leads to nothing. */
  readonly type: FileType | null;
};

export type PathSlips = Partial<Readonly<Record<PathVariable, PathSlip>>>;

/** Looked for where a variable leads nowhere: what people write in it that its readers take letter by letter. */
export function slipsOf(
  variables: Readonly<Record<PathVariable, string | null>>,
  missing: readonly PathVariable[],
  host: Host,
): PathSlips {
  return Object.fromEntries(
    missing.flatMap((name) => {
      const value = variables[name];
      const slip = value ? slipOf(value, name === 'SSL_CERT_DIR', host) : null;
      return slip === null ? [] : [[name, slip]];
    }),
  );
}

function slipOf(value: string, takesList: boolean, host: Host): PathSlip | null {
  if (/-----BEGIN [A-Z ]+-----/.test(value)) return { slip: 'content', meant: null, parts: [] };
  const inHome = homePath(value, host);
  if (inHome !== null) return { slip: 'tilde', meant: inHome, parts: [] };
  const found = meantValue(value);
  if (found !== null && found.meant === null) return { ...found, parts: [] };
  const clean = found?.meant ?? value;
  const parts = pathsIn(clean);
  if (takesList) {
    const meant = parts.join(':');
    if (parts.length > 0 && meant !== value) return { slip: found?.slip ?? 'separator', meant, parts: [] };
  } else if (parts.length > 1) {
    const typed = parts.map((path) => {
      const stat = host.stat(path);
      return { path, type: stat.ok ? stat.value.type : null };
    });
    return { slip: 'list', meant: null, parts: typed };
  }
  if (/\/\*(?:\.\w+)?$/.test(clean) && takesList)
    return { slip: 'glob', meant: clean.replace(/\/\*(?:\.\w+)?$/, ''), parts: [] };
  if (clean.startsWith('file://')) return { slip: 'url', meant: clean.slice('file://'.length), parts: [] };
  return found === null ? null : { ...found, parts: [] };
}

/** `~/corp.pem`, `$HOME/corp.pem`: only shells know what is meant. */
function homePath(value: string, { env, stat }: Host): string | null {
  const rest = /^(?:~|\$HOME|\$\{HOME\})(\/[^:;,\s]+)$/.exec(value)?.[1];
  const home = env.HOME ?? '';
  if (rest === undefined || !home.startsWith('/')) return null;
  const path = `${home === '/' ? '' : home}${rest}`;
  return stat(path).ok ? path : null;
}

/** The paths of a list, whatever stands between them and around them; none where one of them is no absolute path. */
function pathsIn(value: string): readonly string[] {
  const words = value.split(/[:;,\s]+/).filter((word) => word !== '');
  const paths = words.map((word) => word.replace(/^["']|["']$/g, ''));
  return paths.every((path) => path.startsWith('/')) ? paths : [];
}
