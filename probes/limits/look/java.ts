import type { Host } from '../../../src/target/host.ts';

/** Variables that a JVM and its launcher take options from, the last one over the others. */
const VARIABLES = ['JAVA_TOOL_OPTIONS', 'JDK_JAVA_OPTIONS', '_JAVA_OPTIONS'];

/** About memory and processors. */
const ERGONOMIC =
  /^-(?:X(?:m[sxn]|ss|mx)\d|XX:(?:[+-]UseContainerSupport$|(?:ActiveProcessorCount|(?:Initial|Min|Max)RAM(?:Percentage|Fraction)|MaxRAM|(?:Initial|Max)HeapSize|MaxDirectMemorySize|MaxMetaspaceSize|ThreadStackSize)=))/;

/** What the variables say of the memory and the processors that a JVM takes: as they stand, whatever it makes of them. */
export function javaOptions(env: Host['env']): Readonly<Record<string, readonly string[]>> {
  const found = VARIABLES.map((name) => [name, optionsIn(env[name] ?? '')] as const);
  return Object.fromEntries(found.filter(([, options]) => options.length > 0));
}

function optionsIn(value: string): readonly string[] {
  return value.split(/\s+/).filter((word) => ERGONOMIC.test(word));
}
