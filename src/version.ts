// By name, so that the bundle takes in the version and not the whole manifest.
import { version } from '../package.json';

/** Version of probe-env, from package.json. */
export const VERSION: string = version;
