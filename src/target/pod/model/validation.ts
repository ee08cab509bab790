import { normalize } from 'node:path/posix';
import type { Field } from '../manifest/field.ts';
import type { Selected } from '../manifest/objects.ts';
import { parseQuantity, quantityOf } from '../manifest/quantity.ts';
import { valueRefusals } from './refused/values.ts';
import { containerSecurity } from './security.ts';
import type { Trouble } from './trouble.ts';

/**
 * What the API server refuses of a container (pkg/apis/core/validation, ValidatePodSpec), as far as people often write
 * it: a pod that is refused never starts.
 */
export function refusals(selected: Selected): readonly Trouble[] {
  return [
    ...mountRefusals(selected),
    ...variableRefusals(selected),
    ...resourceRefusals(selected),
    ...securityRefusals(selected),
    ...podRefusals(selected),
    ...valueRefusals(selected, refused),
  ];
}

function refused(field: Field, message: string): Trouble {
  const path = field.path.reduce<string>(
    (text, part) => (typeof part === 'number' ? `${text}[${part}]` : text === '' ? part : `${text}.${part}`),
    '',
  );
  return { kind: 'refused', reason: 'Invalid', message: `${path}: ${message}`, at: field.line };
}

function mountRefusals({ container, workload }: Selected): readonly Trouble[] {
  const volumes = workload.spec.get('volumes').items();
  const claims =
    workload.kind === 'StatefulSet' ? workload.object.get('spec').get('volumeClaimTemplates').items() : [];
  const names = new Set([
    ...volumes.map((volume) => volume.get('name').text()),
    ...claims.map((claim) => claim.get('metadata').get('name').text()),
  ]);
  const seen = new Set<string>();
  return container
    .get('volumeMounts')
    .items()
    .flatMap((mount): readonly Trouble[] => {
      const found: Trouble[] = [];
      const name = mount.get('name');
      const path = mount.get('mountPath');
      const at = path.text() ?? '';
      if (!names.has(name.text())) found.push(refused(name, `Not found: ${JSON.stringify(name.text())}`));
      if (at === '') found.push(refused(path, 'Required value'));
      else if (seen.has(at))
        found.push(refused(path, `Invalid value: ${JSON.stringify(at)}: must be unique`));
      seen.add(at);
      for (const key of ['subPath', 'subPathExpr']) {
        const sub = mount.get(key);
        const text = sub.text() ?? '';
        if (text.startsWith('/')) found.push(refused(sub, 'Invalid value: must be a relative path'));
        else if (text.split('/').includes('..'))
          found.push(refused(sub, "Invalid value: must not contain '..'"));
      }
      return found;
    });
}

function variableRefusals({ container }: Selected): readonly Trouble[] {
  return container
    .get('env')
    .items()
    .flatMap((entry): readonly Trouble[] => {
      const from = entry.get('valueFrom');
      const divisor = wrongDivisor(from.get('resourceFieldRef'));
      if (divisor !== null) return [divisor];
      const name = entry.get('name');
      if (name.text() === '' || name.text()?.includes('='))
        return [refused(name, `Invalid value: ${JSON.stringify(name.text())}`)];
      return from.isThere && (entry.get('value').text() ?? '') !== ''
        ? [refused(from, 'Invalid value: "": may not be specified when `value` is not empty')]
        : [];
    });
}

/** Amounts by which a resource may be divided. */
const DIVISORS = {
  cpu: ['0', '1', '1m'],
  other: '0 1 1k 1M 1G 1T 1P 1E 1Ki 1Mi 1Gi 1Ti 1Pi 1Ei'.split(' '),
};

function wrongDivisor(reference: Field): Trouble | null {
  const divisor = reference.get('divisor');
  const amount = quantityOf(divisor);
  const resource = reference.get('resource').text() ?? '';
  const allowed = resource.endsWith('.cpu') ? DIVISORS.cpu : DIVISORS.other;
  if (amount === null || allowed.some((text) => parseQuantity(text) === amount)) return null;
  return refused(divisor, `Invalid value: only ${allowed.slice(1).join(', ')} are supported for ${resource}`);
}

function resourceRefusals({ container }: Selected): readonly Trouble[] {
  const resources = container.get('resources');
  return resources
    .get('requests')
    .entries()
    .flatMap(([name, field]): readonly Trouble[] => {
      const request = quantityOf(field);
      const limit = quantityOf(resources.get('limits').get(name));
      if (request === null || limit === null || request <= limit) return [];
      return [refused(field, `Invalid value: must be less than or equal to ${name} limit`)];
    });
}

function securityRefusals(selected: Selected): readonly Trouble[] {
  const escalation = containerSecurity(selected, 'allowPrivilegeEscalation');
  if (escalation.flag() !== false) return [];
  const added = containerSecurity(selected, 'capabilities').get('add').items();
  const what =
    containerSecurity(selected, 'privileged').flag() === true
      ? '`privileged` to true'
      : added.some((name) => name.text() === 'CAP_SYS_ADMIN')
        ? '`capabilities.Add` CAP_SYS_ADMIN'
        : null;
  const message = `Invalid value: cannot set \`allowPrivilegeEscalation\` to false and ${what}`;
  return what === null ? [] : [refused(escalation, message)];
}

function podRefusals({ workload, container }: Selected): readonly Trouble[] {
  const { spec } = workload;
  const found: Trouble[] = [];
  const dns = spec.get('dnsPolicy');
  if (dns.text() === 'None' && spec.get('dnsConfig').get('nameservers').items().length === 0)
    found.push(refused(dns, 'must provide at least one DNS nameserver when `dnsPolicy` is None'));
  const names = spec
    .get('volumes')
    .items()
    .map((volume) => volume.get('name'));
  const seen = new Set<string | null>();
  const twice = names.find((name) => seen.size === seen.add(name.text()).size);
  if (twice !== undefined) found.push(refused(twice, `Duplicate value: ${JSON.stringify(twice.text())}`));
  const directory = container.get('terminationMessagePath');
  if (directory.isThere && normalize(directory.text() ?? '') === '.')
    found.push(refused(directory, 'Required value'));
  return found;
}
