import { Lines } from '../lines.ts';

/**
 * Answers what comes on stdin, a line each, in the order in which it comes, and writes the answers to stdout. Ends with its
 * stdin: whoever asked is gone then.
 */
export function answerLines(answer: (line: string) => Promise<string>): Promise<void> {
  const { stdin, stdout } = process;
  let last: Promise<unknown> = Promise.resolve();
  const lines = new Lines((line) => {
    last = last.then(async () => stdout.write(`${await answer(line)}\n`));
  });
  stdin.setEncoding('utf8');
  return new Promise((resolve) => {
    stdin.on('data', (chunk: string) => lines.take(chunk));
    stdin.once('end', resolve);
    stdin.once('error', () => resolve());
  });
}
