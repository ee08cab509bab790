import { ENDING_MESSAGES } from '../messages/endings.ts';
import { NETWORK_MESSAGES } from '../messages/network.ts';
import { POD_MESSAGES, POD_STATES } from '../messages/pods.ts';
import { PROGRAM_MESSAGES } from '../messages/programs.ts';

/** The first that fits is told. */
const MESSAGES = [
  ...POD_MESSAGES,
  ...NETWORK_MESSAGES,
  ...PROGRAM_MESSAGES,
  ...ENDING_MESSAGES,
  ...POD_STATES,
];

/** What there is to say of a message beside the rules; null where nobody knows it. */
export function explainOutside(message: string): string | null {
  const found = MESSAGES.find(({ says }) => says.test(message));
  if (found === undefined) return null;
  return found.behind === undefined ? found.means : `${found.means} ${found.behind}`;
}
