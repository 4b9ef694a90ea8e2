import { describe, expect, test } from 'vitest';
import { failedItems } from '../../../../infra/local/runtime/batch.ts';

const ids = ['a', 'b', 'c'];
const failure = (...items: unknown[]) => JSON.stringify({ batchItemFailures: items });

// The rules of https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html
describe('what an answer says about a batch', () => {
  test.each<[string, string, string[]]>([
    ['nothing', '', []],
    ['null', 'null', []],
    ['an empty object', '{}', []],
    ['an empty list', failure(), []],
    ['a null list', '{"batchItemFailures":null}', []],
    ['one failure', failure({ itemIdentifier: 'b' }), ['b']],
    ['two failures', failure({ itemIdentifier: 'c' }, { itemIdentifier: 'a' }), ['a', 'c']],
    ['all', failure(...ids.map(itemIdentifier => ({ itemIdentifier }))), ids],
    // A failure that cannot be placed fails everything: the other reading loses a document.
    ['an empty identifier', failure({ itemIdentifier: '' }), ids],
    ['a null identifier', failure({ itemIdentifier: null }), ids],
    ['an unknown identifier', failure({ itemIdentifier: 'z' }), ids],
    ['a known and an unknown one', failure({ itemIdentifier: 'a' }, { itemIdentifier: 'z' }), ids],
    ['another key', failure({ id: 'a' }), ids],
    ['a null entry', failure(null), ids],
    ['no list', '{"batchItemFailures":"a"}', ids],
    ['no JSON', '<html>', ids],
  ])('%s', (_, answer, failed) => expect([...failedItems(answer, ids)].sort()).toEqual(failed));
});
