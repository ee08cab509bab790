import { BEGIN, END } from '../../../probes/ca-certs/pem/pem-body.ts';
import { rootTexts } from './root-texts.ts';
import { bundledTexts } from './text-table.ts';

export const NODE_IS_OWN = true;

/** What the executable has for src/target/live/bundled-roots.ts: node:tls is not loaded for them. */
export function bundledRoots(): readonly string[] {
  const table = rootTexts();
  return table === null
    ? []
    : bundledTexts(table).map((text) => `${BEGIN}${text.toString('latin1')}${END}\n`);
}
