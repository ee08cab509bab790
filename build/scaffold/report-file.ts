import { lstatSync, readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { quote } from '../../src/core/remedy/quote.ts';

/** The skeleton of a report: the files of a directory as shell lines, its `env`, and a uid. */
export function reportFile(
  directory: string,
  uid: number | null,
): { readonly name: string; readonly text: string } {
  const name = basename(resolve(directory));
  const made = below(directory, '').flatMap((path) => lines(directory, path));
  const env = environment(directory);
  const text = `import { report } from '../report.ts';

export default report({
  what: 'TODO: the situation in a few words',
  says: [],
  cause: 'TODO: what is really the matter.',
${made.length === 0 ? '' : `  made: [\n${made.map((line) => `    ${JSON.stringify(line)},\n`).join('')}  ],\n`}${
  Object.keys(env).length === 0 ? '' : `  env: ${JSON.stringify(env)},\n`
}${uid === null ? '' : `  as: { uid: ${uid}, gid: ${uid} },\n`}  // What the real tool makes of it: { ask: 'roots 100', fails: true } or { command: ['go', 'build', '.'], … }.
  real: [],
  finds: {},
  exit: 0,
});
`;
  return { name, text };
}

function below(directory: string, at: string): readonly string[] {
  return readdirSync(join(directory, at), { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const path = at === '' ? entry.name : `${at}/${entry.name}`;
      if (path === 'env') return [];
      return entry.isDirectory() ? [path, ...below(directory, path)] : [path];
    });
}

/** Base64, so that any bytes are a line. */
function lines(directory: string, path: string): readonly string[] {
  const file = join(directory, path);
  const stat = lstatSync(file);
  const mode = (stat.mode & 0o7777).toString(8);
  const target = quote(path);
  if (stat.isDirectory()) return [`mkdir -p ${target} && chmod ${mode} ${target}`];
  if (stat.isSymbolicLink()) return [`ln -sfn ${quote(readlinkSync(file))} ${target}`];
  if (!stat.isFile()) return [];
  const content = readFileSync(file).toString('base64');
  return [`echo ${content} | base64 -d >${target} && chmod ${mode} ${target}`];
}

function environment(directory: string): Readonly<Record<string, string>> {
  let text = '';
  try {
    text = readFileSync(join(directory, 'env'), 'utf8');
  } catch {
    return {};
  }
  const pairs = text.split('\n').filter((line) => line.includes('='));
  return Object.fromEntries(
    pairs.map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]),
  );
}
