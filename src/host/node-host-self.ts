/**
 * The command that starts this program once more: the executable alone, or Node with its options and the
 * bundle. Where the program was started through a dynamic loader of its own, execPath is that loader.
 */
export function selfCommand({
  argv,
  argv0,
  execPath,
  execArgv,
}: NodeJS.Process): readonly [string, ...string[]] {
  const program = /\/ld-(?:linux|musl)[^/]*$/.test(execPath) ? argv0 : execPath;
  const script = argv[1];
  // In the executable Node puts the program's own path in the place of the script.
  return script === undefined || script === argv[0] || script === execPath
    ? [program]
    : [program, ...execArgv, script];
}
