import { lstatSync, statSync, unlinkSync } from 'node:fs';
import type { Server } from 'node:http';
import { connect } from 'node:net';
import { dirname } from 'node:path';
import { type ListenAt, ListenError } from '../../resident.ts';

/** @throws ListenError */
export async function bind(server: Server, at: ListenAt): Promise<void> {
  if (at.kind === 'unix') await makeRoom(at.path);
  const options =
    at.kind === 'unix'
      ? { path: at.path }
      : { port: at.port, ...(at.address !== null && { host: at.address }), exclusive: true };
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(refusal(error)));
    server.listen(options, () => {
      server.removeAllListeners('error');
      // Such as EMFILE when a connection is taken: the others go on.
      server.on('error', () => {});
      resolve();
    });
  });
}

function refusal({ code, message }: NodeJS.ErrnoException): ListenError {
  return new ListenError(code ?? 'EIO', message);
}

/**
 * A socket that an earlier process left behind, and on which nobody answers, is in the way. What the kernel says of a path is
 * exact; listening makes EACCES of nearly all of it, and EADDRINUSE of a file of any kind.
 *
 * @throws ListenError
 */
async function makeRoom(path: string): Promise<void> {
  try {
    statSync(dirname(path));
    const there = lstatSync(path, { throwIfNoEntry: false });
    if (there === undefined) return;
    if (!there.isSocket()) throw Object.assign(new Error('no socket'), { code: 'EEXIST' });
    if (await isLeftBehind(path)) unlinkSync(path);
  } catch (error) {
    throw refusal(error as NodeJS.ErrnoException);
  }
}

function isLeftBehind(path: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(path);
    socket.once('connect', () => {
      socket.destroy();
      resolve(false);
    });
    socket.once('error', (error: NodeJS.ErrnoException) => resolve(error.code === 'ECONNREFUSED'));
  });
}
