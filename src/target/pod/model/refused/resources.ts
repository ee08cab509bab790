import type { Field } from '../../manifest/field.ts';
import { ONE, quantityOf } from '../../manifest/quantity.ts';
import type { Found } from './checks.ts';

/** Resources of Kubernetes itself; others are named by a domain, and cannot be given to more than one. */
const STANDARD = /^(?:cpu|memory|ephemeral-storage|hugepages-.+)$/;

export function ofResources(resources: Field): Found {
  const [limits, requests] = [resources.get('limits'), resources.get('requests')];
  const all = [...limits.entries(), ...requests.entries()];
  const hasPages = all.some(([name]) => name.startsWith('hugepages-'));
  return [
    ...all.flatMap(([name, field]): Found => {
      const amount = quantityOf(field);
      if (!STANDARD.test(name) && !name.includes('/'))
        return [
          [
            field,
            `Invalid value: ${JSON.stringify(name)}: must be a standard resource type or fully qualified`,
          ],
        ];
      if (amount !== null && amount < 0n)
        return [[field, 'Invalid value: must be greater than or equal to 0']];
      return !STANDARD.test(name) && amount !== null && amount % ONE !== 0n
        ? [[field, 'Invalid value: must be an integer']]
        : [];
    }),
    ...requests.entries().flatMap(([name, field]): Found => {
      if (/^(?:cpu|memory|ephemeral-storage)$/.test(name)) return [];
      const limit = limits.get(name);
      if (!limit.isThere)
        return [[field, 'Required value: Limit must be set for non overcommitable resources']];
      return quantityOf(limit) === quantityOf(field)
        ? []
        : [[field, `Invalid value: must be equal to ${name} limit`]];
    }),
    ...(hasPages && !all.some(([name]) => name === 'cpu' || name === 'memory')
      ? [[resources, 'Forbidden: HugePages require cpu or memory'] as const]
      : []),
  ];
}
