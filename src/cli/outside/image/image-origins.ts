import type { Origin } from '../../../core/documents/target-description.ts';
import { environmentOf, type ImageConfig } from '../../../target/image/config.ts';
import { historyLine } from '../../../target/image/history.ts';

/** Which line of its history says what an image says of itself; null where it says nothing. */
export interface ImageOrigins {
  variable(name: string): Origin | null;
  readonly identity: Origin | null;
  readonly cwd: Origin | null;
  readonly command: Origin;
  readonly healthcheck: Origin;
}

export function imageOrigins(config: ImageConfig): ImageOrigins {
  const own = environmentOf(config);
  const by = (says: RegExp): Origin => {
    const line = historyLine(config.history, (text) => says.test(text));
    return { kind: 'image', ...(line === null ? {} : { createdBy: line.createdBy }) };
  };
  return {
    variable: (name) => (Object.hasOwn(own, name) ? by(setting(name)) : null),
    identity: config.user === '' ? null : by(/^USER /),
    cwd: config.workingDir === '' ? null : by(/^WORKDIR /),
    command: by(config.entrypoint.length > 0 ? /^ENTRYPOINT / : /^CMD /),
    healthcheck: by(/^HEALTHCHECK /),
  };
}

/** An instruction that sets the variable. */
function setting(name: string): RegExp {
  const plain = name.replace(/[^A-Za-z0-9_]/g, '\\$&');
  return new RegExp(`^ENV (?:.* )?${plain}[= ]`);
}
