import { BUILD_MESSAGES } from '../messages/builds.ts';
import { CGO_MESSAGES } from '../messages/cgo.ts';
import { ENDING_MESSAGES } from '../messages/endings.ts';
import { FILE_MESSAGES } from '../messages/files.ts';
import { LIMIT_MESSAGES } from '../messages/limits.ts';
import type { KnownMessage } from '../messages/message.ts';
import { MODULE_MESSAGES } from '../messages/modules.ts';
import { NAME_MESSAGES } from '../messages/names.ts';
import { NETWORK_MESSAGES } from '../messages/network.ts';
import { POD_MESSAGES, POD_STATES } from '../messages/pods.ts';
import { PROGRAM_MESSAGES } from '../messages/programs.ts';
import { PROXY_MESSAGES } from '../messages/proxies.ts';

/** The first that fits is told: what says more stands before what says less. */
export const MESSAGES: readonly KnownMessage[] = [
  ...POD_MESSAGES,
  ...BUILD_MESSAGES,
  ...MODULE_MESSAGES,
  ...CGO_MESSAGES,
  ...PROXY_MESSAGES,
  ...NAME_MESSAGES,
  ...NETWORK_MESSAGES,
  ...LIMIT_MESSAGES,
  ...PROGRAM_MESSAGES,
  ...FILE_MESSAGES,
  ...ENDING_MESSAGES,
  ...POD_STATES,
];

/** A message that is known, and what of the text it is. */
export interface Known {
  readonly message: KnownMessage;
  readonly heard: string;
}

/** What is known of a message beside the rules; null where nobody knows it. */
export function knownMessage(text: string): Known | null {
  for (const message of MESSAGES) {
    const heard = message.says.exec(text)?.[0];
    if (heard !== undefined) return { message, heard };
  }
  return null;
}

/** All that is said of it. */
export function inProse({ means, behind }: KnownMessage): string {
  return behind === undefined ? means : `${means} ${behind}`;
}
