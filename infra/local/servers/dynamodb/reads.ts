import { crc32 } from 'node:zlib';
import type { Context } from '../context.ts';
import type { Input } from '../http/json-protocol.ts';
import { validationError } from '../http/service-error.ts';
import type { Value } from '../store/database.ts';
import type { Index, Table } from './definition.ts';
import { type Condition, holds, type Operand, pathsOf } from './expressions/condition.ts';
import { parseCondition } from './expressions/condition-parser.ts';
import { keyConditions } from './expressions/key-condition.ts';
import { parseProjection, project } from './expressions/projection.ts';
import { Aliases, type Path } from './expressions/tokens.ts';
import { keyOf, placeOf } from './items.ts';
import { type AttributeValue, type Item, keyBytes, normalise, sizeOfItem } from './values.ts';

/** Bytes of items that one Query or Scan looks at. */
const MAX_READ = 1_048_576;
/** Rows fetched at a time. */
const CHUNK = 200;

/** The row behind which to go on; the base's columns only in an index. */
interface Start {
  readonly hash: Uint8Array;
  readonly range: Uint8Array;
  readonly base_hash?: Uint8Array;
  readonly base_range?: Uint8Array;
}

interface Row extends Start {
  readonly item: string;
}

/** Where a page of rows starts, which way it goes and what bounds it. */
interface Range {
  readonly where: readonly string[];
  readonly values: readonly Value[];
  /** One partition only: its test comes first. */
  readonly partition: boolean;
  readonly descending: boolean;
}

export function query(context: Context, table: Table, input: Input) {
  refuseLegacy(input);
  const { index, keys } = keysFor(table, input);
  const aliases = new Aliases(input.ExpressionAttributeNames, input.ExpressionAttributeValues);
  const condition = parseCondition('KeyConditionExpression', input.KeyConditionExpression, aliases);
  const { hash, range } = keyConditions(condition, keys.hash.name, keys.range?.name);
  if (hash[keys.hash.type] === undefined) throw validationError('Condition parameter type does not match schema type');
  const where = ['hash = ?', ...(range ? [rangeTest(range)] : [])];
  const values: Value[] = [keyBytes(hash), ...(range ? rangeValues(range, keys.range!.type) : [])];
  return page(context, table, index, input, aliases, {
    where,
    values,
    partition: true,
    descending: input.ScanIndexForward === false,
  });
}

export function scan(context: Context, table: Table, input: Input) {
  refuseLegacy(input);
  const { index } = keysFor(table, input);
  const aliases = new Aliases(input.ExpressionAttributeNames, input.ExpressionAttributeValues);
  const { Segment, TotalSegments } = input;
  if ((Segment === undefined) !== (TotalSegments === undefined) || Segment >= TotalSegments) {
    throw validationError('Segment must be less than TotalSegments, and both be given or none.');
  }
  const inSegment = TotalSegments === undefined ? undefined : (row: Row) => crc32(row.hash) % TotalSegments === Segment;
  return page(
    context,
    table,
    index,
    input,
    aliases,
    { where: [], values: [], partition: false, descending: false },
    inSegment,
  );
}

function refuseLegacy(input: Input): void {
  for (const field of ['KeyConditions', 'QueryFilter', 'ScanFilter', 'AttributesToGet', 'ConditionalOperator']) {
    if (input[field] !== undefined)
      throw validationError(`The local server does not know the legacy parameter ${field}.`);
  }
}

function keysFor(table: Table, { IndexName, ConsistentRead }: Input) {
  if (IndexName === undefined) return { index: undefined, keys: table };
  const index = table.indexes.find(candidate => candidate.name === IndexName);
  if (!index) throw validationError(`The table does not have the specified index: ${IndexName}`);
  if (index.global && ConsistentRead)
    throw validationError('Consistent reads are not supported on global secondary indexes');
  return { index, keys: index };
}

const SQL_TESTS = { '=': '= ?', '<': '< ?', '<=': '<= ?', '>': '> ?', '>=': '>= ?' } as const;

function rangeTest(range: Condition): string {
  if (range.kind === 'compare') return `range ${SQL_TESTS[range.comparator as keyof typeof SQL_TESTS]}`;
  return range.kind === 'between' ? 'range BETWEEN ? AND ?' : '(range >= ? AND substr(range, 1, ?) = ?)';
}

function rangeValues(range: Condition, type: keyof AttributeValue): Value[] {
  const bytes = (operand: Operand) => {
    if (!('value' in operand)) throw validationError('Query key condition not supported');
    if (operand.value[type] === undefined) throw validationError('Condition parameter type does not match schema type');
    return keyBytes(operand.value);
  };
  if (range.kind === 'compare') return [bytes(range.right)];
  if (range.kind === 'between') return [bytes(range.low), bytes(range.high)];
  if (range.kind !== 'begins' || type === 'N') throw validationError('Query key condition not supported');
  const part = bytes(range.part);
  return [part, part.length, part];
}

/** Reads rows from the start until a limit is reached: as many as asked for, or one megabyte, filtered or not. */
function page(
  context: Context,
  table: Table,
  index: Index | undefined,
  input: Input,
  aliases: Aliases,
  range: Range,
  admits: (row: Row) => boolean = () => true,
) {
  const filter =
    input.FilterExpression === undefined
      ? undefined
      : parseCondition('FilterExpression', input.FilterExpression, aliases);
  const paths =
    input.ProjectionExpression === undefined ? undefined : parseProjection(input.ProjectionExpression, aliases);
  aliases.finish();
  checkFilter(filter, index ?? table, input.KeyConditionExpression !== undefined);
  const limit = limitOf(input.Limit);
  const Items: Item[] = [];
  let scanned = 0;
  let bytes = 0;
  for (const row of rows(context, table, index, range, startOf(table, index, input.ExclusiveStartKey), limit)) {
    if (!admits(row)) continue;
    const item: Item = JSON.parse(row.item);
    scanned += 1;
    bytes += sizeOfItem(item);
    if (!filter || holds(filter, item)) Items.push(shown(item, table, index, paths));
    if (scanned === limit || bytes >= MAX_READ) {
      return answer(
        input,
        Items,
        scanned,
        index ? { ...keyOf(index, item), ...keyOf(table, item) } : keyOf(table, item),
      );
    }
  }
  return answer(input, Items, scanned, undefined);
}

/** Rows in the order of their keys, fetched by the chunk, from behind `start` on. */
function* rows(
  context: Context,
  table: Table,
  index: Index | undefined,
  range: Range,
  start: Start | undefined,
  limit: number,
) {
  const all = index ? (['hash', 'range', 'base_hash', 'base_range'] as const) : (['hash', 'range'] as const);
  // Within one partition the hash says nothing about the order, and a comparison with it would hide the index.
  const columns = range.partition ? all.slice(1) : all;
  const [way, beyond] = range.descending ? ['DESC', '<'] : ['ASC', '>'];
  const ordered = (prefix: string) => columns.map(column => `${prefix}${column} ${way}`).join(', ');
  const fixed = ['table_name = ?', ...(index ? ['index_name = ?'] : []), ...range.where];
  const further = `(${columns.join(', ')}) ${beyond} (${columns.map(() => '?').join(', ')})`;
  const size = Math.min(CHUNK, limit);
  let from = start;
  for (;;) {
    const where = [...fixed, ...(from ? [further] : [])].join(' AND ');
    const place = from ? columns.map(column => from![column]!) : [];
    const values = [table.name, ...(index ? [index.name] : []), ...range.values, ...place, size];
    const source = index
      ? `SELECT e.*, i.item FROM (SELECT * FROM ddb_index WHERE ${where} ORDER BY ${ordered('')} LIMIT ?) e JOIN ddb_item i
           ON i.table_name = e.table_name AND i.hash = e.base_hash AND i.range = e.base_range ORDER BY ${ordered('e.')}`
      : `SELECT hash, range, item FROM ddb_item WHERE ${where} ORDER BY ${ordered('')} LIMIT ?`;
    const chunk = context.db.all<Row>(source, ...values);
    yield* chunk;
    const last = chunk.at(-1);
    if (!last || chunk.length < size) return;
    from = last;
  }
}

/** The place that an ExclusiveStartKey names, whether or not an item is still there. */
function startOf(table: Table, index: Index | undefined, key: unknown): Start | undefined {
  if (key === undefined || key === null) return undefined;
  const item = Object.fromEntries(Object.entries(key).map(([name, value]) => [name, normalise(value)]));
  const parts = [table.hash, table.range, index?.hash, index?.range].filter(part => part !== undefined);
  if (
    parts.some(part => item[part.name]?.[part.type] === undefined) ||
    Object.keys(item).some(name => !parts.some(p => p.name === name))
  ) {
    throw validationError('The provided starting key is invalid');
  }
  const base = placeOf(table, item);
  if (!index) return base;
  return { ...placeOf(index, item), base_hash: base.hash, base_range: base.range };
}

function checkFilter(filter: Condition | undefined, keys: Table | Index, isQuery: boolean): void {
  if (!filter || !isQuery) return;
  const heads = pathsOf(filter).map(path => path[0]);
  const key = [keys.hash.name, keys.range?.name].find(name => heads.includes(name!));
  if (key)
    throw validationError(
      `Filter Expression can only contain non-primary key attributes: Primary key attribute: ${key}`,
    );
}

function limitOf(limit: unknown): number {
  if (limit === undefined || limit === null) return Number.POSITIVE_INFINITY;
  if (typeof limit === 'number' && Number.isInteger(limit) && limit >= 1) return limit;
  throw validationError('Limit must be greater than or equal to 1.');
}

function shown(item: Item, table: Table, index: Index | undefined, paths: readonly Path[] | undefined): Item {
  let visible = item;
  if (index?.projected) {
    const names = [table.hash.name, table.range?.name, index.hash.name, index.range?.name, ...index.projected];
    visible = Object.fromEntries(Object.entries(item).filter(([name]) => names.includes(name)));
  }
  return paths ? project(visible, paths) : visible;
}

function answer(input: Input, Items: readonly Item[], ScannedCount: number, LastEvaluatedKey: Item | undefined) {
  return {
    Count: Items.length,
    ScannedCount,
    ...(input.Select === 'COUNT' ? {} : { Items }),
    ...(LastEvaluatedKey ? { LastEvaluatedKey } : {}),
  };
}
