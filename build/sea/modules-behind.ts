import { loadedModules } from './loaded-modules.ts';

/** `node modules-behind.cjs MODULE…` prints the names of all modules that Node has loaded with these. */
for (const name of process.argv.slice(2)) process.getBuiltinModule(name);
// Behind a getter of node:util.
void process.getBuiltinModule('node:util').parseArgs;
console.log(loadedModules().join('\n'));
