import type { Socket } from 'node:net';

/** Bytes that are read of a connection before what they ask is answered: what a probe sends, and twenty of the shortest questions. */
const SLICE = 512;
/** Answers that are begun before all else has its turn. */
const AT_ONCE = 4;

interface Line {
  last: Promise<void>;
  waiting: number;
  /** Of the connection, when its last answer had gone; null before. */
  bytesRead: number | null;
  readonly more: () => void;
}

/**
 * When a question is read and answered. Node takes all that a connection has sent apart before any of it is answered: whoever sends two
 * thousand questions at once and reads nothing would have the memory of as many answers.
 */
export class Turns {
  readonly #lines = new Map<Socket, Line>();
  #next: Promise<void> = Promise.resolve();
  #begun = 0;

  /** From now on the connection is read piece by piece, and only while no answer of it is under way. */
  begin(socket: Socket): void {
    const more = () => {
      while (!socket.destroyed && line.waiting === 0 && socket.readableLength > 0)
        socket.read(Math.min(SLICE, socket.readableLength));
      // That nothing more comes is heard at once.
      if (socket.readableLength === 0) socket.read();
    };
    const line: Line = { last: Promise.resolve(), waiting: 0, bytesRead: null, more };
    this.#lines.set(socket, line);
    socket.once('close', () => this.#lines.delete(socket));
    // What is read is told to those who listen for data, which is the server.
    socket.on('readable', more);
  }

  /** @param answer ends when its answer has gone, or who asked has */
  async take(socket: Socket, answer: () => Promise<void>): Promise<void> {
    const line = this.#lines.get(socket);
    if (line === undefined) return;
    line.waiting++;
    line.last = line.last.then(async () => {
      await this.#breath();
      if (!socket.destroyed) await answer();
      line.waiting--;
      line.bytesRead = socket.bytesRead - socket.readableLength;
      line.more();
    });
    await line.last;
  }

  /** Those that have been answered and ask nothing more. What Node takes for idle is since Node 26 also who has not asked yet. */
  closeIdle(): void {
    for (const [socket, { waiting, bytesRead }] of this.#lines)
      if (waiting === 0 && socket.bytesRead === bytesRead) socket.destroy();
  }

  /** A few answers at once, and then all that waits is heard. */
  async #breath(): Promise<void> {
    while (this.#begun >= AT_ONCE) await this.#next;
    if (this.#begun++ > 0) return;
    this.#next = new Promise((resolve) => {
      setImmediate(() => {
        this.#begun = 0;
        resolve();
      });
    });
  }
}
