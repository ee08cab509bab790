import { setStage } from '../rehearsal/stage.ts';

/** `node set-stage.cjs STAGE`: a program of its own, since the certificates are those of the Node that runs it. */
process.umask(0o022);
setStage(process.argv[2] ?? '');
