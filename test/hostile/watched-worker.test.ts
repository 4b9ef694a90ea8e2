import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';

const WAYS = [
  "await fetch('http://192.0.2.1/')",
  "(await import('node:net')).connect(9, '192.0.2.1')",
  "new (await import('node:net')).Socket().connect(9, '192.0.2.1')",
  "(await import('node:dns')).lookup('example.com', () => {})",
  "await (await import('node:dns/promises')).lookup('example.com')",
  "(await import('node:https')).get('https://192.0.2.1/')",
  "(await import('node:dgram')).createSocket('udp4')",
];

/** Else `npm run hostile` could not tell that no parser reached for the network. */
test.each(WAYS)('the watched process raises an alarm at %s', way => {
  const program = `await import('./test/hostile/watched-worker.ts'); try { ${way} } catch (error) { console.log(error.message) }`;
  const said = execFileSync(process.execPath, ['--input-type=module', '--no-warnings', '-e', program], {
    encoding: 'utf8',
  });
  expect(said.trim()).toBe('no network here');
});
