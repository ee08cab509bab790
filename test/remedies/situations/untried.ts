const NO_LINES = 'no line can mend it: somebody has to look, or to decide';
const HOST = 'the clock is the host’s, and no test may set it';

const NO_LINE_OF_PODS = 'no line: what the manifest is to say somebody has to decide';
const IN_IMAGE =
  'test/probes/container/remedies.test.ts does to the image what its lines say, and judges it again';
const IN_MANIFEST = 'test/probes/pod/remedies.test.ts puts its lines into the manifest and judges it again';

/** Rules without a situation, each with the reason. */
export const UNTRIED: Readonly<Record<string, string>> = {
  'go-version/unparsable': NO_LINES,
  'go-version/killed': NO_LINES,
  'go-version/timed-out': NO_LINES,
  'go-version/no-resources': NO_LINES,
  'go-version/busy': NO_LINES,
  'go-version/not-started': NO_LINES,
  'go-env/timed-out': NO_LINES,
  'go-env/unparsable': NO_LINES,
  'go-env/go-mod-invalid': NO_LINES,
  'go-env/go-sum-mismatch': NO_LINES,
  'go-env/proxy-credentials': NO_LINES,
  'go-env/roots-missing': 'its remedies are those of ca-certs',
  'go-env/no-room': 'needs a file system that is full, and is it still when the next step mounts it anew',
  'permissions/no-room':
    'needs a file system that is full, and is it still when the next step mounts it anew',
  'ca-certs/hidden-by-mount': NO_LINES,
  'ca-certs/bundle-link-dangling': NO_LINES,
  'ca-certs/required-file-unusable': 'needs a password, or a file, that nobody here has',
  'permissions/outside-user-namespace': 'needs a container in a user namespace of somebody else',
  'ca-certs/block-unparsable': NO_LINES,
  'ca-certs/not-yet-valid': HOST,
  'timezone/clock-implausible': HOST,
  'timezone/name-unknown': NO_LINES,
  'permissions/denied-despite-mode': NO_LINES,
  'permissions/proc-missing': NO_LINES,
  'umask/differs-from-init': NO_LINES,
  'umask/unknown': NO_LINES,
  'container/architecture-differs': 'what is built again somebody has to copy into the image',
  'container/group-missing': IN_IMAGE,
  'container/healthcheck-program': IN_IMAGE,
  'container/program-not-started': NO_LINES,
  'container/user-missing': IN_IMAGE,
  'pod/architecture-differs': 'what is built again somebody has to copy into the image',
  'pod/capability-idle': NO_LINE_OF_PODS,
  'pod/capability-unknown': IN_MANIFEST,
  'pod/group-dropped': IN_MANIFEST,
  'pod/group-without-user': NO_LINE_OF_PODS,
  'pod/key-missing': NO_LINE_OF_PODS,
  'pod/liveness-purpose': IN_MANIFEST,
  'pod/mount-impossible': NO_LINE_OF_PODS,
  'pod/not-updated': NO_LINE_OF_PODS,
  'pod/probe-program': NO_LINE_OF_PODS,
  'pod/program-not-started': NO_LINE_OF_PODS,
  'pod/refused': NO_LINE_OF_PODS,
  'pod/root-refused': IN_MANIFEST,
  'pod/size-of-node': NO_LINE_OF_PODS,
  'pod/user-missing': NO_LINE_OF_PODS,
  'pod/variable-missing': NO_LINE_OF_PODS,
};
