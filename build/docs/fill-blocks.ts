/**
 * Replaces what stands between `<!-- NAME -->` and `<!-- /NAME -->` for each name. Throws where a page
 * names a block that does not exist, or leaves one open.
 */
export function fillBlocks(page: string, blocks: ReadonlyMap<string, string>): string {
  return page.replace(/<!-- ([a-z-]+(?: [\w-]+)?) -->\n[\s\S]*?<!-- \/\1 -->/g, (_, name: string) => {
    const block = blocks.get(name);
    if (block === undefined) throw new Error(`no block ${name}`);
    return `<!-- ${name} -->\n${block.trimEnd()}\n<!-- /${name} -->`;
  });
}
