import { addPolicy, setIllStage } from '../rehearsal/ill-stage.ts';
import { setStage } from '../rehearsal/stage.ts';

/**
 * `node set-stage.cjs STAGE ILL POLICY`: a healthy and an ill machine, both with a policy file. A program of its own,
 * since the certificates are those of the Node that runs it.
 */
process.umask(0o022);
const [stage = '', ill = '', policy = ''] = process.argv.slice(2);
setStage(stage);
setIllStage(ill);
for (const root of [stage, ill]) addPolicy(root, policy);
