import { describe, expect, it } from 'vitest';
import { parseMountInfo } from '../../../src/target/posix/mounts.ts';
import { layersOf } from '../../../src/target/process/layers.ts';

const root = (device: string, options: string, type = 'overlay') =>
  `155 125 ${device} / / rw,relatime - ${type} ${type} rw,${options}\n`;
const of = (text: string) => layersOf(parseMountInfo(text));

describe('the layers of an image', () => {
  it('are the same in all of its containers', () => {
    const one = of(root('0:49', 'lowerdir=/l/2:/l/1,upperdir=/u/1,workdir=/w/1,xino=off'));
    const other = of(root('0:50', 'lowerdir=/l/2:/l/1,upperdir=/u/2,workdir=/w/2,xino=off'));
    expect(one?.names).toBe('lowerdir=/l/2:/l/1,xino=off');
    expect(other?.names).toBe(one?.names);
    expect(one?.own).toEqual(['0:49', 'upperdir=/u/1']);
    expect(of(root('0:51', 'lowerdir=/l/3:/l/1,upperdir=/u/3'))?.names).not.toBe(one?.names);
  });

  it('hold what nothing is mounted over', () => {
    const mounts = `${root('0:49', 'lowerdir=/l')}156 155 0:50 / /etc/ssl rw - tmpfs tmpfs rw\n157 155 8:1 /x /etc/hosts rw - ext4 /dev/sda rw\n`;
    const layers = of(mounts);
    const held = ['/', '/etc', '/etc/ssl', '/etc/ssl/certs', '/etc/sslx', '/etc/hosts', '/etc/hosts.allow'];
    expect(held.filter((path) => layers?.hold(path))).toEqual(['/', '/etc', '/etc/sslx', '/etc/hosts.allow']);
  });

  it('are of an overlay that is the root, and of nothing else', () => {
    expect(of(root('8:1', 'x', 'ext4'))).toBeNull();
    expect(of('156 155 0:50 / /data rw - overlay overlay rw,lowerdir=/l\n')).toBeNull();
    expect(of('')).toBeNull();
  });
});
