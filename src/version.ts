import manifest from '../package.json' with { type: 'json' };

/** Version of probe-env, from package.json. */
export const VERSION: string = manifest.version;
