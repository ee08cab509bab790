import { basename, dirname, posix } from 'node:path';
import { goEnvFile } from '../../go/command.ts';
import { goPaths } from '../../go/paths.ts';
import type { Host } from '../../target/host.ts';

/** What a go command looks for in its working directory and in each one above. */
const PROJECT = ['go.mod', 'go.work', 'vendor/modules.txt'];

/**
 * What the answer of a program that probes run follows from: the program, the files that it is given, and for the go
 * command those that it reads by itself (`go help environment`, `go help modules`). Its environment is ours, and stays.
 */
export function inputsOf(
  { file, cwd, args }: { readonly file: string; readonly cwd: string; readonly args: readonly string[] },
  host: Host,
): readonly string[] {
  const given = args.filter((word) => word.startsWith('/'));
  if (basename(file) !== 'go') return [file, ...given];
  const goroot = goPaths(host).goroot?.path;
  const settings = goEnvFile(host.env);
  return [
    file,
    ...given,
    ...(goroot === undefined ? [] : [`${goroot}/VERSION`, `${goroot}/go.env`, `${goroot}/bin/go`]),
    ...(settings === null ? [] : [posix.resolve(cwd, settings)]),
    ...directoriesAbove(cwd).flatMap((directory) => PROJECT.map((name) => posix.join(directory, name))),
  ];
}

function directoriesAbove(directory: string): readonly string[] {
  const parent = dirname(directory);
  return parent === directory ? [directory] : [directory, ...directoriesAbove(parent)];
}
