import type { Command } from '../../command.ts';
import { TARGET_OPTIONS } from '../../outside/target-options.ts';
import type { Option } from '../option.ts';
import { BESIDE_OPTIONS } from './serve-options.ts';

/** Those of a command beside its usual ones; of all commands where nobody knows which one is called. */
export function rareOptions(command: Command | undefined): readonly Option[] {
  return [
    ...(command === undefined || command.outside ? TARGET_OPTIONS : []),
    ...(command === undefined || command.beside ? BESIDE_OPTIONS : []),
  ];
}
