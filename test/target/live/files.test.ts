import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { MAX_READ_BYTES } from '../../../src/target/file.ts';
import { nodeFiles } from '../../../src/target/live/files/files.ts';
import { inChild, NOBODY } from '../../support/system/child-host.ts';
import { openIn } from '../../support/system/open-files.ts';
import { describeReal } from '../../support/system/real-tools.ts';

const files = nodeFiles();
let dir = '';
const at = (name: string) => join(dir, name);

beforeAll(() => {
  dir = fs.mkdtempSync(join(tmpdir(), 'probe-env-files-'));
  fs.chmodSync(dir, 0o755);
  fs.writeFileSync(at('file'), 'hello');
  fs.writeFileSync(at('empty'), '');
  fs.symlinkSync('file', at('link'));
  fs.symlinkSync('gone', at('dangling'));
  fs.symlinkSync('loop', at('loop'));
  execFileSync('mkfifo', [at('fifo')]);
  fs.closeSync(fs.openSync(at('sparse'), 'w'));
  fs.truncateSync(at('sparse'), MAX_READ_BYTES + 1);
  fs.truncateSync(at('sparse'), 2 ** 40);
});
afterAll(() => fs.rmSync(dir, { recursive: true }));

const code = (result: { ok: boolean; error?: { code: string } }) => (result.ok ? 'ok' : result.error?.code);

describe('what is not there', () => {
  it.each([
    ['gone', 'ENOENT', 'ENOENT'],
    ['gone/below', 'ENOENT', 'ENOENT'],
    ['dangling', 'ENOENT', 'ok'],
    ['dangling/below', 'ENOENT', 'ENOENT'],
    ['file/below', 'ENOTDIR', 'ENOTDIR'],
    ['link/below', 'ENOTDIR', 'ENOTDIR'],
    ['to-below', 'ENOTDIR', 'ok'],
    ['loop', 'ELOOP', 'ok'],
    ['file', 'ok', 'ok'],
  ])('%s: stat says %s, lstat %s', (name, stat, lstat) => {
    fs.rmSync(at('to-below'), { force: true });
    fs.symlinkSync('file/below', at('to-below'));
    expect([code(files.stat(at(name))), code(files.lstat(at(name)))]).toEqual([stat, lstat]);
  });
});

describe('what has no size', () => {
  it('stays as it was read, whatever is read after it', () => {
    const read = (path: string) => {
      const content = files.readFile(path);
      return content.ok ? content.value : null;
    };
    const one = read('/proc/self/cmdline');
    const text = one?.toString('latin1');
    read('/proc/self/mountinfo');
    fs.writeFileSync(at('longer'), 'x'.repeat(200_000));
    read(at('longer'));
    expect(one?.toString('latin1')).toBe(text);
    expect(read('/proc/self/cmdline')).toEqual(one);
    expect(one?.length).toBe(fs.readFileSync('/proc/self/cmdline').length);
  });
});

describe('under a memory limit', () => {
  afterEach(() => vi.restoreAllMocks());
  const withLimit = (bytes: number) => vi.spyOn(process, 'constrainedMemory').mockReturnValue(bytes);
  const large = () => {
    fs.writeFileSync(at('large'), Buffer.alloc(2 * 2 ** 20));
    return files.readFile(at('large'));
  };

  it('a file that does not fit is not read, and the reason is said', () => {
    withLimit(64 * 2 ** 20);
    expect(large()).toEqual({
      ok: false,
      error: {
        code: 'NO_ANSWER',
        why: {
          code: 'memory-short',
          data: { path: at('large'), bytes: 2 * 1024 * 1024, limitBytes: 64 * 1024 * 1024 },
        },
      },
    });
    expect(files.readFile(at('file')).ok).toBe(true);
  });

  it.each([0, 256 * 2 ** 20, 2 ** 63])('it is read where there is no limit, or room enough: %d', (bytes) => {
    withLimit(bytes);
    expect(large().ok).toBe(true);
  });
});

describe('reading files', () => {
  it('reads a file, through links', () => {
    expect(files.readFile(at('link'))).toEqual({ ok: true, value: Buffer.from('hello') });
    expect(files.readFile(at('empty'))).toEqual({ ok: true, value: Buffer.alloc(0) });
  });

  it('reads files that claim to be empty, such as those of /proc', () => {
    const status = files.readFile('/proc/self/status');
    expect(status.ok && status.value.toString()).toMatch(/^Name:/);
  });

  it('reads a /proc file that is longer than one chunk', () => {
    const symbols = files.readFile('/proc/kallsyms');
    expect(symbols.ok && symbols.value.length).toBeGreaterThan(64 * 1024);
    expect(symbols.ok && symbols.value.at(-1)).toBe(0x0a);
  });

  it.each([
    ['fifo', () => at('fifo'), 'fifo'],
    ['a directory', () => dir, 'directory'],
    ['a device', () => '/dev/zero', 'char-device'],
    ['a terminal', () => '/dev/ptmx', 'char-device'],
  ])('refuses %s at once', (_, path, type) => {
    expect(files.readFile(path())).toEqual({ ok: false, error: { code: 'NOT_REGULAR', type } });
    expect(files.readHead(path(), 10)).toEqual({ ok: false, error: { code: 'NOT_REGULAR', type } });
  });

  it('refuses a socket, which cannot even be opened', async () => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(at('socket'), resolve));
    const result = files.readFile(at('socket'));
    server.close();
    expect(result).toEqual({ ok: false, error: { code: 'NOT_REGULAR', type: 'socket' } });
  });

  it('refuses files beyond the cap without reading them', () => {
    expect(files.readFile(at('sparse'))).toEqual({ ok: false, error: { code: 'TOO_LARGE', size: 2 ** 40 } });
    expect(files.readFile(at('file'), { maxBytes: 4 })).toMatchObject({ error: { code: 'TOO_LARGE' } });
    expect(files.readFile(at('file'), { maxBytes: 5 }).ok).toBe(true);
  });

  it('stops at the cap where the size is not told', () => {
    const result = files.readFile('/proc/kallsyms', { maxBytes: 1000 });
    expect(code(result)).toBe('TOO_LARGE');
  });

  it('reads the head of a file of any size', () => {
    const head = files.readHead(at('sparse'), 16);
    expect(head.ok && head.value.length).toBe(16);
    expect(files.readHead(at('file'), 4096)).toEqual({ ok: true, value: Buffer.from('hello') });
  });

  it.each([
    ['gone', 'ENOENT'],
    ['dangling', 'ENOENT'],
    ['loop', 'ELOOP'],
    ['file/below', 'ENOTDIR'],
    ['nul\0byte', 'ENOENT'],
    ['n'.repeat(300), 'ENAMETOOLONG'],
  ])('gives the errno for %j', (name, errno) => {
    expect(code(files.readFile(at(name)))).toBe(errno);
    expect(code(files.readHead(at(name), 1))).toBe(errno);
    expect(code(files.stat(at(name)))).toBe(errno);
  });

  it('leaves no descriptor open', () => {
    for (const name of ['file', 'fifo', 'sparse', 'gone', '.']) {
      for (let i = 0; i < 20; i++) files.readFile(at(name));
    }
    expect(openIn(dir)).toEqual([]);
  });
});

describe('looking at files', () => {
  it('tells types, modes and owners', () => {
    fs.chmodSync(at('file'), 0o4751);
    const stat = files.stat(at('link'));
    const uid = process.getuid?.();
    expect(stat).toMatchObject({ ok: true, value: { type: 'file', mode: 0o4751, uid, size: 5 } });
    expect(files.lstat(at('link'))).toMatchObject({ value: { type: 'symlink' } });
    expect(files.stat(at('fifo'))).toMatchObject({ value: { type: 'fifo' } });
  });

  it('knows one file under two names', () => {
    fs.linkSync(at('file'), at('twin'));
    const [a, b] = [files.stat(at('file')), files.stat(at('twin'))];
    expect(a.ok && b.ok && a.value.ino === b.value.ino && a.value.dev === b.value.dev).toBe(true);
    fs.unlinkSync(at('twin'));
  });

  it('reads links and directories', () => {
    expect(files.readlink(at('dangling'))).toEqual({ ok: true, value: 'gone' });
    expect(code(files.readlink(at('file')))).toBe('EINVAL');
    expect(files.readdir(dir)).toMatchObject({ value: expect.arrayContaining(['empty', 'fifo', 'file']) });
    expect(code(files.readdir(at('file')))).toBe('ENOTDIR');
  });
});

describeReal('reading as a user without rights', { tools: ['setpriv'], root: true }, () => {
  it('says EACCES, of the file and of a directory on the way', () => {
    fs.mkdirSync(at('closed'), { mode: 0o700 });
    fs.writeFileSync(at('closed/file'), '');
    fs.writeFileSync(at('secret'), '', { mode: 0o600 });
    const [closed, secret] = [JSON.stringify(at('closed')), JSON.stringify(at('secret'))];
    const result = inChild(
      `const code = (r) => r.ok ? 'ok' : r.error.code;
       done([
         code(host.readFile(${secret})), code(host.stat(${secret})), code(host.access(${secret}, 'read')),
         code(host.readdir(${closed})), code(host.stat(${closed} + '/file')), code(host.access(${closed}, 'search')),
       ]);`,
      NOBODY,
    );
    expect(result).toEqual(['EACCES', 'ok', 'EACCES', 'EACCES', 'EACCES', 'EACCES']);
  });
});

describe('content', () => {
  it('is read by no call that waits for a FIFO and knows no end', () => {
    const sources = ['src', 'probes'].flatMap((folder) =>
      fs.readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((file) => join(folder, file)),
    );
    const careless = sources
      .filter((file) => file.endsWith('.ts'))
      .filter((file) => /\breadFileSync\b/.test(fs.readFileSync(file, 'utf8')));
    expect(careless).toEqual([]);
  });
});
