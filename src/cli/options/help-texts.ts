import { REPORTERS } from '../../report/format.ts';
import type { CommandName } from '../command.ts';

/** What the help says of the options that every run has at hand: loaded for whoever asks. */
export const HELP_TEXTS: Readonly<Record<string, string>> = {
  config: 'policy, YAML or JSON; else /etc/probe-env.yaml where it exists',
  profile:
    'build: a Go toolchain is required. runtime: the go probes are skipped. auto (default): build where there is any sign of a toolchain',
  for: 'which question is asked; default readiness. liveness fails only on what a restart can fix',
  format: `${Object.keys(REPORTERS).join(', ')}; default text`,
  output: 'write the report to this file (atomically) instead of to stdout',
  label:
    'tell containers apart in every format but text: container=app. May be given more than once, or with commas; host, namespace, pod, container and node_name are known where a variable of the downward API says them',
  only: 'run only these probes',
  skip: 'run all probes but these',
  'fail-on':
    'the severity from which on the container is not ready; default error. new: only errors that the report of --baseline does not know',
  baseline: 'compare with this earlier report (-f json) of the same target: what is new, changed and gone',
  strict:
    'what could not be known makes it not ready. Without it liveness only tells of a probe without a conclusion, an unusable policy or a wrong option, and ends with 0',
  online:
    'ask the network too: names, and TLS with the addresses of the policy (online); for the command route the sources of modules and the checksum database. Without it nothing is sent. The deadline of check is then 5s, unless --timeout says another',
  timeout:
    'deadline of the whole run, from the start of the process, such as 900ms or 2s; default 900ms, below the 1 s of a Kubernetes probe, and 10s for the commands run and route and for another container (--root, --pid), which nobody times. A number without a unit is milliseconds',
  wait: 'repeat the probes until ready, for at most this long (30s, 500ms, 2m): for mounts and sidecars that come late. Not for an exec probe, which repeats by itself',
  quiet: 'the first line alone',
  verbose: 'the facts and findings of severity info too; the report may then be longer than 4096 bytes',
  color: 'default auto: on a terminal; NO_COLOR and FORCE_COLOR are honoured',
  'warn-only': 'start the command even when not ready',
  'termination-log':
    'gets the report, at most 4096 bytes, when not ready; default /dev/termination-log where it exists',
  resident: "stay the command's parent and pass signals on, as it is where Node has no execve",
};

/** One line for each command, as the overview shows it. */
export const SUMMARIES: Readonly<Record<CommandName, string>> = {
  check: 'run the probes (the default)',
  run: 'run the probes, then become a command',
  serve: 'stay, watch, and answer readyz, livez, metrics and a page over HTTP',
  route: 'how go would fetch and verify each module, and why',
  target: 'what the container looks like: who runs what, with which environment, mounts and limits',
  policy: 'the policy that holds here, with the source of each value; checks a file',
  init: 'write the policy that this container fulfils, for those that come after it',
  explain: 'one rule: what, why, remedy; without RULE the catalogue',
};
