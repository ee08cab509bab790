/**
 * The command that starts this program once more: the executable alone, or Node with its options and the
 * bundle. Where the program was started through a dynamic loader of its own, execPath is that loader.
 *
 * @param more options of Node, before those that it has; the executable has its own and takes no others
 */
export function selfCommand(
  process: NodeJS.Process,
  more: readonly string[] = [],
): readonly [string, ...string[]] {
  const { argv, argv0, execPath, execArgv } = process;
  const program = /\/ld-(?:linux|musl)[^/]*$/.test(execPath) ? argv0 : execPath;
  const script = argv[1];
  return script === undefined || isExecutable(process) ? [program] : [program, ...more, ...execArgv, script];
}

function isExecutable({ getBuiltinModule }: NodeJS.Process): boolean {
  const sea = getBuiltinModule?.('node:sea') as { readonly isSea: () => boolean } | undefined;
  return sea?.isSea() ?? false;
}
