import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/*
 * What Kubernetes and the operator of Prometheus publish of their objects: values are held to the schemas, and fields to the types, which
 * know every one.
 */
const ROOT = join(import.meta.dirname, '../..');
const OPERATOR = 'monitoring.coreos.com/';

export interface Shown {
  /** File, and number of the document in it. */
  readonly where: string;
  readonly object: { readonly apiVersion: string; readonly kind: string };
}

/** What the published schema says against it; null: nothing. */
export async function schemaError({ object }: Shown): Promise<string | null> {
  const models: Readonly<Record<string, new (of: object) => { validate(): void }>> = await import(
    moduleOf(object)
  );
  const Model = models[object.kind];
  if (Model === undefined) return `there is no ${object.kind} in ${object.apiVersion}`;
  try {
    new Model(object).validate();
    return null;
  } catch (error) {
    return String(error);
  }
}

/** What the compiler says where one of them has a field that the published types do not know; empty where none has. */
export function typeErrors(objects: readonly Shown[]): string {
  const folder = join(ROOT, '.cache', `manifests-${process.pid}`);
  mkdirSync(folder, { recursive: true });
  const file = join(folder, 'manifests.ts');
  const lines = objects.flatMap(({ object, where }, i) => [
    `import type { I${object.kind} as I${i} } from '${moduleOf(object)}';`,
    `/* ${where} */ export const m${i}: I${i} = ${JSON.stringify(object)};`,
  ]);
  writeFileSync(file, `${lines.join('\n')}\n`);
  const modules = ['--module', 'esnext', '--moduleResolution', 'bundler', '--types', ''];
  const flags = ['--noEmit', '--strict', '--skipLibCheck', '--ignoreConfig', ...modules];
  try {
    const tsc = join(ROOT, 'node_modules/typescript-7/bin/tsc');
    return spawnSync(tsc, [...flags, file], { encoding: 'utf8', cwd: ROOT }).stdout;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function moduleOf({ apiVersion }: Shown['object']): string {
  const owner = apiVersion.startsWith(OPERATOR)
    ? '@kubernetes-models/prometheus-operator'
    : 'kubernetes-models';
  return `${owner}/${apiVersion}`;
}
