const PREFIX = 'NativeModule ';

/** Names of all modules of Node that this process has loaded, such as `internal/streams/readable`. */
export function loadedModules(): readonly string[] {
  const list: readonly string[] = Reflect.get(process, 'moduleLoadList');
  return list.filter((entry) => entry.startsWith(PREFIX)).map((entry) => entry.slice(PREFIX.length));
}
