/**
 * The parsing process of `npm run hostile`, with every way of JavaScript to the network replaced by an alarm. pdfium,
 * in WebAssembly, has no way of its own; what native code opens shows among the process's sockets.
 */
import dgram from 'node:dgram';
import dns from 'node:dns';
import http from 'node:http';
import http2 from 'node:http2';
import https from 'node:https';
import { syncBuiltinESMExports } from 'node:module';
import net from 'node:net';
import tls from 'node:tls';

const alarm = (): never => {
  process.send?.({ fault: 'it reached for the network' });
  throw new Error('no network here');
};

const replace = (owner: object, names: readonly string[]): void => {
  for (const name of names) Object.defineProperty(owner, name, { value: alarm });
};
replace(net.Socket.prototype, ['connect']);
replace(net, ['connect', 'createConnection']);
replace(tls, ['connect']);
replace(dgram, ['createSocket']);
replace(dns, ['lookup', 'resolve', 'resolve4', 'resolve6']);
replace(dns.promises, ['lookup', 'resolve', 'resolve4', 'resolve6']);
replace(http, ['request', 'get']);
replace(https, ['request', 'get']);
replace(http2, ['connect']);
replace(globalThis, ['fetch', 'WebSocket', 'EventSource']);
syncBuiltinESMExports();

await import('../../shared/adapters/documents/worker.ts');
