import type { ServerResponse } from 'node:http';

/** Bytes of answers that nobody has taken yet. */
const MAX_BYTES = 8 * 1024 * 1024;

/** What has been said and not yet been taken. */
export class Held {
  readonly #answers = new Map<ServerResponse, number>();
  #bytes = 0;

  /** Where there is more than may be, whoever has left his answer for the longest time loses it. */
  hold(response: ServerResponse, bytes: number): void {
    this.#answers.set(response, bytes);
    this.#bytes += bytes;
    for (const oldest of this.#answers.keys()) {
      if (this.#bytes <= MAX_BYTES || oldest === response) return;
      this.#release(oldest);
      oldest.destroy();
    }
  }

  /** When it has been handed over, or nobody waits for it any more. */
  gone(response: ServerResponse): Promise<void> {
    return new Promise((resolve) => {
      const end = () => {
        this.#release(response);
        resolve();
      };
      if (response.destroyed) end();
      else response.once('close', end);
    });
  }

  #release(response: ServerResponse): void {
    this.#bytes -= this.#answers.get(response) ?? 0;
    this.#answers.delete(response);
  }
}
