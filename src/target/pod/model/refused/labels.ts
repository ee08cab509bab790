import type { Field } from '../../manifest/field.ts';
import type { Found } from './checks.ts';

const SUBDOMAIN = /^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)*$/;
const WORD = /^[A-Za-z0-9](?:[\w.-]*[A-Za-z0-9])?$/;
const MOST_OF_A_WORD = 63;
const MOST_OF_A_NAME = 253;
const MOST_OF_ANNOTATIONS = 256 * 1024;

/** Of an object (k8s.io/apimachinery, ValidateObjectMeta): its own, or that of the pods that it makes. */
export function ofMetadata(metadata: Field): Found {
  const annotations = metadata.get('annotations');
  const size = annotations
    .entries()
    .reduce((sum, [key, value]) => sum + Buffer.byteLength(key) + Buffer.byteLength(value.text() ?? ''), 0);
  return [
    ...metadata.get('labels').entries().flatMap(ofLabel),
    ...annotations.entries().flatMap(([key, value]) => ofKey(value, key.toLowerCase())),
    ...(size > MOST_OF_ANNOTATIONS
      ? [[annotations, `Too long: must have at most ${MOST_OF_ANNOTATIONS} bytes`] as const]
      : []),
  ];
}

/** The name of an object. */
export function ofName(field: Field, most = MOST_OF_A_NAME, name = field.text()): Found {
  if (name === null) return [];
  if (name.length > most)
    return [[field, `Invalid value: ${JSON.stringify(name)}: must be no more than ${most} characters`]];
  if (SUBDOMAIN.test(name)) return [];
  return [
    [
      field,
      `Invalid value: ${JSON.stringify(name)}: a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character`,
    ],
  ];
}

function ofLabel([key, value]: readonly [string, Field]): Found {
  return [...ofKey(value, key), ...ofLabelValue(value)];
}

export function ofLabelValue(field: Field): Found {
  const text = field.text() ?? '';
  if (text.length > MOST_OF_A_WORD)
    return [
      [field, `Invalid value: ${JSON.stringify(text)}: must be no more than ${MOST_OF_A_WORD} characters`],
    ];
  if (text === '' || WORD.test(text)) return [];
  return [
    [
      field,
      `Invalid value: ${JSON.stringify(text)}: a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character`,
    ],
  ];
}

/** A qualified name: `PREFIX/NAME`, or the name alone. */
function ofKey(field: Field, key: string): Found {
  const parts = key.split('/');
  const [name = '', prefix] = [...parts].reverse();
  const isName = name.length <= MOST_OF_A_WORD && WORD.test(name);
  const isPrefix = prefix === undefined || (prefix.length <= MOST_OF_A_NAME && SUBDOMAIN.test(prefix));
  if (parts.length <= 2 && isName && isPrefix) return [];
  return [
    [
      field,
      `Invalid value: ${JSON.stringify(key)}: name part must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character, below an optional DNS subdomain and '/'`,
    ],
  ];
}
