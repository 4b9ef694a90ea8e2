// What Lambda runs in an execution environment: loads the handler, then asks the Runtime API for one invocation after
// another. Plain JavaScript: it runs as it is, beside the bundle that would be deployed.
import { Agent, request } from 'node:http';
import { createRequire } from 'node:module';
import { join } from 'node:path';

const { AWS_LAMBDA_RUNTIME_API, LAMBDA_TASK_ROOT, _HANDLER } = process.env;
const [host, port] = AWS_LAMBDA_RUNTIME_API.split(':');
const agent = new Agent({ keepAlive: true, maxSockets: 1 });

// The stack holds the other end: when it dies, however it dies, so does this process.
process.stdin.on('end', () => process.exit(0)).on('error', () => process.exit(0));
process.stdin.resume();

function call(method, path, body = '') {
  return new Promise((resolve, reject) => {
    const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) };
    const outgoing = request({ host, port, method, path: `/2018-06-01/runtime${path}`, agent, headers }, answer => {
      const chunks = [];
      answer.on('data', chunk => chunks.push(chunk));
      answer.on('end', () => resolve({ headers: answer.headers, body: Buffer.concat(chunks).toString() }));
    });
    outgoing.on('error', reject).end(body);
  });
}

/** As Lambda's own runtime reports an error, to its caller and into the log. */
function described(error) {
  return {
    errorType: error?.name ?? 'Error',
    errorMessage: String(error?.message ?? error),
    trace: String(error?.stack ?? '').split('\n'),
  };
}

function contextOf(headers) {
  const deadline = Number(headers['lambda-runtime-deadline-ms']);
  return {
    awsRequestId: headers['lambda-runtime-aws-request-id'],
    invokedFunctionArn: headers['lambda-runtime-invoked-function-arn'],
    functionName: process.env.AWS_LAMBDA_FUNCTION_NAME,
    functionVersion: process.env.AWS_LAMBDA_FUNCTION_VERSION,
    memoryLimitInMB: process.env.AWS_LAMBDA_FUNCTION_MEMORY_SIZE,
    logGroupName: process.env.AWS_LAMBDA_LOG_GROUP_NAME,
    logStreamName: process.env.AWS_LAMBDA_LOG_STREAM_NAME,
    callbackWaitsForEmptyEventLoop: true,
    getRemainingTimeInMillis: () => deadline - Date.now(),
  };
}

async function load() {
  const [file, name] = _HANDLER.split('.');
  const handler = createRequire(join(LAMBDA_TASK_ROOT, 'index.js'))(join(LAMBDA_TASK_ROOT, `${file}.js`))[name];
  if (typeof handler !== 'function') throw new TypeError(`${_HANDLER} is not a function`);
  return handler;
}

async function serve(handler) {
  const next = await call('GET', '/invocation/next');
  const id = next.headers['lambda-runtime-aws-request-id'];
  process.env._X_AMZN_TRACE_ID = next.headers['lambda-runtime-trace-id'];
  let answer;
  try {
    answer = ['response', JSON.stringify((await handler(JSON.parse(next.body), contextOf(next.headers))) ?? null)];
  } catch (error) {
    const report = described(error);
    console.error(JSON.stringify({ level: 'ERROR', ...report }));
    answer = ['error', JSON.stringify(report)];
  }
  await call('POST', `/invocation/${id}/${answer[0]}`, answer[1]);
}

try {
  const handler = await load().catch(async error => {
    console.error(JSON.stringify({ level: 'ERROR', ...described(error) }));
    await call('POST', '/init/error', JSON.stringify(described(error)));
    throw error;
  });
  for (;;) await serve(handler);
} catch {
  // The Runtime API is gone, or the handler could not be loaded: either way nothing can be served.
  process.exit(1);
}
