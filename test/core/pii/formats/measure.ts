import { pathToFileURL } from 'node:url';
import { print } from '../redteam/measure.ts';
import { linesCorpus, resumesCorpus } from './corpus.ts';

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const seed = Number(process.argv[2] ?? 1);
  print('Lines', linesCorpus(seed));
  print('Résumés', resumesCorpus(seed));
}
