/** The status of a process with the ids that it has for itself. */
export function statusInside(status: string, shown: (kind: 'uid' | 'gid', id: number) => number): string {
  return status.replace(/^(Uid|Gid|Groups):([\t \d]*)$/gm, (_, name: string, ids: string) => {
    const kind = name === 'Uid' ? 'uid' : 'gid';
    return `${name}:${ids.replace(/\d+/g, (id) => String(shown(kind, Number(id))))}`;
  });
}
