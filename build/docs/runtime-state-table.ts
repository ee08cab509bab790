import { type Layout, PLACES } from '../../src/target/node/recorded/places.ts';

const FILES: Readonly<Record<Layout, string>> = {
  tasks: 'NAMESPACE/ID/config.json',
  storage: 'ID/userdata/config.json`, `containers.json',
  docker: 'ID/config.v2.json',
};

/** Where runtimes keep what they know of their containers, each with the place of its sources that says so. */
export function runtimeStateTable(): string {
  const rows = PLACES.map(
    ({ of, directory, layout, source }) => `| ${of} | \`${directory}\` | \`${FILES[layout]}\` | ${source} |`,
  );
  return `| runtime | directory | read | as it says in |\n|---|---|---|---|\n${rows.join('\n')}`;
}
