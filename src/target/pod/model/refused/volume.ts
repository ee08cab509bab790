import type { Field } from '../../manifest/field.ts';
import { quantityOf } from '../../manifest/quantity.ts';
import { type Found, label, oneOf, relative, twice, within } from './checks.ts';

export function ofVolume(volume: Field): Found {
  const types = volume.entries().filter(([name, field]) => name !== 'name' && field.isThere);
  const host = volume.get('hostPath');
  const path = host.get('path');
  const sources = volume.get('projected').get('sources').items();
  const objects = [
    volume.get('configMap'),
    volume.get('secret'),
    volume.get('downwardAPI'),
    ...sources.flatMap((source) => ['configMap', 'secret', 'downwardAPI'].map((name) => source.get(name))),
  ];
  const limit = volume.get('emptyDir').get('sizeLimit');
  return [
    ...label(volume.get('name')),
    ...(types.length > 1 ? [[volume, 'Forbidden: may not specify more than 1 volume type'] as const] : []),
    ...(host.isThere && (path.text() ?? '') === '' ? [[path, 'Required value'] as const] : []),
    ...(path.text()?.split('/').includes('..')
      ? [[path, "Invalid value: must not contain '..'"] as const]
      : []),
    ...oneOf(
      host.get('type'),
      ...['BlockDevice', 'CharDevice', 'Directory', 'DirectoryOrCreate', 'File', 'FileOrCreate', 'Socket'],
    ),
    ...((quantityOf(limit) ?? 0n) < 0n
      ? [[limit, 'Forbidden: must be a valid resource quantity'] as const]
      : []),
    ...objects.flatMap(
      (object): Found => [
        ...within(object.get('defaultMode'), 0, 0o777),
        ...object
          .get('items')
          .items()
          .flatMap((item) => [...relative(item.get('path')), ...within(item.get('mode'), 0, 0o777)]),
      ],
    ),
    ...sources
      .map((source) => source.get('serviceAccountToken'))
      .filter((token) => token.isThere)
      .flatMap(ofToken),
    ...twice(
      sources.flatMap((source) =>
        ['configMap', 'secret', 'downwardAPI'].flatMap((name) =>
          source
            .get(name)
            .get('items')
            .items()
            .map((item) => item.get('path')),
        ),
      ),
      (path) => path.text(),
    ),
  ];
}

const LEAST_SECONDS = 600;

function ofToken(token: Field): Found {
  const path = token.get('path');
  return [
    ...((path.text() ?? '') === '' ? [[path, 'Required value'] as const] : relative(path)),
    ...((token.get('expirationSeconds').whole() ?? LEAST_SECONDS) < LEAST_SECONDS
      ? [
          [
            token.get('expirationSeconds'),
            'Invalid value: may not specify a duration less than 10 minutes',
          ] as const,
        ]
      : []),
  ];
}
