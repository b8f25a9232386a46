import { KernelClient } from '../../runner/kernel-client';
import { conformance } from './suite';

conformance(() => KernelClient.start({ cwd: __dirname }));
