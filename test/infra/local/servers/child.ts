import { type Ocr, startServers } from '../../../../infra/local/servers/index.ts';

/** The servers in a process of their own, which a test may kill. Usage: child.ts DIR; prints the endpoints as JSON. */
const ocr: Ocr = async document => {
  await new Promise(resolve => setTimeout(resolve, 20));
  const text = Buffer.from(document).toString('utf8').slice(9);
  return [{ number: 1, engine: 'paddle', width: 1, height: 1, lines: [{ text }] }];
};

const servers = await startServers({ dir: process.argv[2]!, ocr });
process.stdout.write(`${JSON.stringify(servers.endpoints)}\n`);
