import { describe, expect, it } from 'vitest';
import { neededProgram } from '../../../src/target/program/shell-command.ts';

describe('the program without which a line for the shell fails', () => {
  it.each([
    ['curl -f http://localhost:8080/ || exit 1', 'curl'],
    ['wget -q --spider http://localhost/ >/dev/null 2>&1 || exit 1', 'wget'],
    ['exec /app health', '/app'],
    ['  pg_isready -U app', 'pg_isready'],
    ['curl -fsS "http://localhost/a b" && true', 'curl'],
    ['curl a || false', 'curl'],
  ])('%s', (text, program) => {
    expect(neededProgram(text)).toBe(program);
  });

  it.each([
    ['something stands in for it', 'curl -f localhost || wget localhost'],
    ['what fails passes all the same', 'curl -f localhost || exit 0'],
    ['another command decides', 'curl -f localhost; true'],
    ['another line decides', 'curl -f localhost\ntrue'],
    ['another end of the pipe decides', 'curl localhost | cat'],
    ['nobody waits for it', 'curl localhost &'],
    ['the shell has it', 'test -f /ready'],
    ['a variable says which', '$PROGRAM -f'],
    ['a variable may change what follows', 'curl $(cat /x; echo)'],
    ['it is an assignment', 'A=1 curl localhost'],
    ['it is a list of its own', '(curl localhost)'],
    ['nothing', ''],
  ])('none where %s', (_, text) => {
    expect(neededProgram(text)).toBeNull();
  });
});
