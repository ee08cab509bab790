import { REPORT } from '../../support/runs/openreports-schema.ts';
import type { ServingProcess } from '../../support/runs/serving.ts';
import { api } from '../api.ts';

/** What the API server holds of Reports after an agent has written them. */
export interface Written {
  /** Kind and name of what each is about. */
  readonly scopes: readonly string[];
  /** Results that have failed, with their words. */
  readonly failed: number;
  readonly wordless: number;
  /** How many are left of a workload whose pods are gone. */
  readonly left: number;
}

interface Report {
  readonly scope: { readonly kind: string; readonly name: string; readonly namespace: string };
  readonly results: readonly { readonly result: string; readonly rule?: string; readonly message: string }[];
}

const PATH = '/apis/openreports.io/v1alpha1/reports';
const LIMIT_S = 240;

/** JSON Schema as a definition has it: it knows neither const, nor that nothing else may be there. */
function structural(schema: object): object {
  return Object.fromEntries(
    Object.entries(schema).flatMap(([key, value]) => {
      if (key === 'const') return [['type', 'string']];
      if (key === 'additionalProperties' && value === false) return [];
      if (key === 'enum')
        return [
          ['type', 'string'],
          [key, value],
        ];
      if (key === 'metadata') return [[key, { type: 'object' }]];
      const nested = typeof value === 'object' && value !== null && !Array.isArray(value);
      return [[key, nested ? structural(value) : value]];
    }),
  );
}

/** The definition of Report, from the schema that all tests have. */
export async function define(): Promise<void> {
  const names = { plural: 'reports', singular: 'report', kind: 'Report', listKind: 'ReportList' };
  const schema = { openAPIV3Schema: structural(REPORT) };
  await api('POST', '/apis/apiextensions.k8s.io/v1/customresourcedefinitions', {
    metadata: { name: 'reports.openreports.io' },
    spec: {
      ...{ group: 'openreports.io', scope: 'Namespaced', names },
      versions: [{ name: 'v1alpha1', served: true, storage: true, schema }],
    },
  });
}

const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const reports = async () => (await api<{ items: readonly Report[] }>('GET', PATH)).items;
const scopesOf = (items: readonly Report[]) =>
  items.map(({ scope }) => `${scope.namespace}/${scope.kind}/${scope.name}`).sort();

/** Waits until there are as many as there are workloads, ends the pods of one, and waits until its Report is gone. */
export async function written(agent: ServingProcess, count: number): Promise<Written> {
  let items: readonly Report[] = [];
  const is = async (ready: () => boolean) => {
    for (let second = 0; second < LIMIT_S; second += 2) {
      items = await reports();
      if (ready()) return;
      await sleep(2000);
    }
    throw new Error(`${scopesOf(items).join()}: ${agent.log()}`);
  };
  await is(() => items.length >= count);
  const scopes = scopesOf(items);
  const failed = items.flatMap(({ results }) => results).filter(({ result }) => result === 'fail');
  const wordless = failed.filter(({ rule, message }) => rule === message).length;
  await api('DELETE', '/api/v1/namespaces/shop/pods/many', { gracePeriodSeconds: 0 });
  const left = () => items.filter(({ scope }) => scope.name === 'many').length;
  await is(() => left() === 0);
  return { scopes, failed: failed.length, wordless, left: left() };
}
