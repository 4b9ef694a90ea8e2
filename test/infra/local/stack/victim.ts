import { startStack } from '../../../../infra/local/stack/index.ts';
import { upload } from './trial.ts';

// A process that is killed while it works: starts the stack, uploads, and says when the first are under way.
const [dir = '', template = '', bundles = ''] = process.argv.slice(2);
const stack = await startStack({ dir, template, bundles, leaseSeconds: 3 });
await upload(stack, ...Array.from({ length: 20 }, (_, i) => `slow-${i}`));
while (!stack.counters()['read-document']?.runs) await new Promise(resolve => setTimeout(resolve, 10));
setTimeout(() => process.stdout.write('at work\n'), 300);
