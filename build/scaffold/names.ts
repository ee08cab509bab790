import { isSetting } from '../../src/config/policy/layer.ts';

/** What the files of a probe call it, by its name in kebab case. */
export interface Names {
  /** `open-ports` */
  readonly probe: string;
  /** `openPorts`, of the value. */
  readonly variable: string;
  /** `openPorts`, of its section of the policy. */
  readonly section: string;
  /** `OpenPorts`, the beginning of its types. */
  readonly type: string;
}

const KEBAB = /^[a-z][a-z0-9]*(-[a-z][a-z0-9]*)*$/;

/** Null for what is no name of a probe or a rule. */
export function namesOf(name: string): Names | null {
  if (!KEBAB.test(name)) return null;
  const camel = name.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase());
  const type = camel.charAt(0).toUpperCase() + camel.slice(1);
  return {
    probe: name,
    variable: isTaken(camel) ? `${camel}Probe` : camel,
    section: isSettingOfRun(camel) ? `${camel}Probe` : camel,
    type,
  };
}

/** What stands beside the sections in a policy file. */
function isSettingOfRun(word: string): boolean {
  return ['extends', 'rules'].includes(word) || isSetting(word);
}

/** Words of the language, and what the files import besides. */
function isTaken(word: string): boolean {
  if (IMPORTED.includes(word)) return true;
  try {
    new Function(`'use strict'; let ${word};`);
    return false;
  } catch {
    return true;
  }
}

const IMPORTED = [
  ...['await', 'defineProbe', 'judge', 'observe', 'policy', 'probes', 'rule', 'rules'],
  ...['describe', 'expect', 'it', 'judgeHost', 'memoryHost', 'testRuleCases'],
];
