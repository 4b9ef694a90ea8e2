import type { Comparator, Condition, Operand } from './condition.ts';
import { type Aliases, Tokens } from './tokens.ts';

const COMPARATORS: readonly string[] = ['=', '<>', '<', '<=', '>', '>='];

/** `what` is the request's field: ConditionExpression, FilterExpression or KeyConditionExpression. */
export function parseCondition(what: string, source: unknown, aliases: Aliases): Condition {
  const tokens = new Tokens(what, source, aliases);
  const condition = parseOr(tokens, 0);
  tokens.end();
  return condition;
}

// Precedence, lowest first: OR, AND, NOT, then comparisons and functions.

function parseOr(tokens: Tokens, depth: number): Condition {
  // The parser recurses; an expression of a thousand parentheses must not take the process down.
  if (depth > 100) tokens.fail('The expression is nested too deeply;');
  let left = parseAnd(tokens, depth);
  while (tokens.takeWord('OR')) left = { kind: 'or', left, right: parseAnd(tokens, depth) };
  return left;
}

function parseAnd(tokens: Tokens, depth: number): Condition {
  let left = parseNot(tokens, depth);
  while (tokens.takeWord('AND')) left = { kind: 'and', left, right: parseNot(tokens, depth) };
  return left;
}

function parseNot(tokens: Tokens, depth: number): Condition {
  if (tokens.takeWord('NOT')) {
    if (depth > 100) tokens.fail('The expression is nested too deeply;');
    return { kind: 'not', inner: parseNot(tokens, depth + 1) };
  }
  if (!tokens.takeSymbol('(')) return parseTest(tokens);
  const inner = parseOr(tokens, depth + 1);
  tokens.needSymbol(')');
  return inner;
}

function parseTest(tokens: Tokens): Condition {
  if (tokens.isCall() && tokens.text !== 'size') return parseFunction(tokens);
  const operand = parseOperand(tokens);
  if (tokens.takeWord('BETWEEN')) {
    const low = parseOperand(tokens);
    if (!tokens.takeWord('AND')) tokens.fail();
    return { kind: 'between', operand, low, high: parseOperand(tokens) };
  }
  if (tokens.takeWord('IN')) {
    tokens.needSymbol('(');
    const choices = [parseOperand(tokens)];
    while (tokens.takeSymbol(',')) choices.push(parseOperand(tokens));
    tokens.needSymbol(')');
    if (choices.length > 100) tokens.fail('The IN operator is provided with too many operands;');
    return { kind: 'in', operand, choices };
  }
  const comparator = tokens.text as Comparator;
  if (tokens.kind !== 'symbol' || !COMPARATORS.includes(comparator)) tokens.fail();
  tokens.next();
  return { kind: 'compare', comparator, left: operand, right: parseOperand(tokens) };
}

function parseFunction(tokens: Tokens): Condition {
  const name = tokens.text;
  tokens.next();
  tokens.needSymbol('(');
  const condition = parseArguments(tokens, name);
  tokens.needSymbol(')');
  return condition;
}

function parseArguments(tokens: Tokens, name: string): Condition {
  switch (name) {
    case 'attribute_exists':
      return { kind: 'exists', path: tokens.path() };
    case 'attribute_not_exists':
      return { kind: 'missing', path: tokens.path() };
    case 'attribute_type': {
      const path = tokens.path();
      tokens.needSymbol(',');
      const wanted = tokens.kind === 'value' ? tokens.value().S : undefined;
      if (wanted === undefined)
        tokens.fail('Incorrect operand type for operator or function; operator or function: attribute_type');
      return { kind: 'type', path, wanted };
    }
    case 'begins_with':
    case 'contains': {
      const operand = parseOperand(tokens);
      tokens.needSymbol(',');
      return { kind: name === 'contains' ? 'contains' : 'begins', operand, part: parseOperand(tokens) };
    }
    default:
      return tokens.fail(`Invalid function name; function: ${name}`);
  }
}

function parseOperand(tokens: Tokens): Operand {
  if (tokens.kind === 'value') return { value: tokens.value() };
  if (!tokens.isCall()) return { path: tokens.path() };
  if (tokens.text !== 'size')
    tokens.fail(`The function is not allowed to be used this way in an expression; function: ${tokens.text}`);
  tokens.next();
  tokens.needSymbol('(');
  const sizeOf = tokens.path();
  tokens.needSymbol(')');
  return { sizeOf };
}
