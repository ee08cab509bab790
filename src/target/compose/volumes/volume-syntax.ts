import type { Field } from '../../pod/manifest/field.ts';
import { knownWord, type Service } from '../service.ts';

/** What `volumes` says of one mount, in either syntax. */
export interface Wanted {
  readonly type: 'bind' | 'volume' | 'tmpfs' | 'other';
  readonly source: string;
  readonly target: string;
  readonly readOnly: boolean;
  readonly nocopy: boolean;
  /** Whether a directory is made where the source of a bind is missing. */
  readonly creates: boolean;
  readonly mode: number | null;
}

/** Null: the short syntax with more than three parts. */
export function wantedOf(field: Field, service: Service): Wanted | null {
  return typeof field.value === 'string'
    ? short(knownWord(field, service.project.lookup) ?? '')
    : long(field, service);
}

/** `[SOURCE:]TARGET[:OPTIONS]`. */
function short(text: string): Wanted | null {
  const parts = text.split(':');
  if (parts.length > 3) return null;
  const [source, target, options = ''] = parts.length === 1 ? ['', parts[0] ?? ''] : parts;
  const isPath = /^(?:[./~])/.test(source ?? '');
  const flags = options.split(',');
  return {
    type: isPath ? 'bind' : 'volume',
    source: source ?? '',
    target: target ?? '',
    readOnly: flags.includes('ro'),
    nocopy: flags.includes('nocopy'),
    creates: true,
    mode: null,
  };
}

function long(field: Field, { project: { lookup } }: Service): Wanted {
  const word = (one: Field) => knownWord(one, lookup) ?? '';
  const type = word(field.get('type'));
  const mode = field.get('tmpfs').get('mode');
  return {
    type: type === 'bind' || type === 'volume' || type === 'tmpfs' ? type : 'other',
    source: word(field.get('source')),
    target: word(field.get('target')),
    readOnly: word(field.get('read_only')) === 'true',
    nocopy: word(field.get('volume').get('nocopy')) === 'true',
    creates: word(field.get('bind').get('create_host_path')) !== 'false',
    mode: mode.isThere ? mode.whole() : null,
  };
}
