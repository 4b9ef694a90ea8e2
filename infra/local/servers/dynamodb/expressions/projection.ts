import type { AttributeValue, Item } from '../values.ts';
import { type Aliases, type Path, Tokens, valueAt } from './tokens.ts';

export function parseProjection(source: unknown, aliases: Aliases): readonly Path[] {
  const tokens = new Tokens('ProjectionExpression', source, aliases);
  const paths = [tokens.path()];
  while (tokens.takeSymbol(',')) paths.push(tokens.path());
  tokens.end();
  return paths;
}

/** The parts of an item that the paths lead to, in their places; elements of a list close up. */
export function project(item: Item, paths: readonly Path[]): Item {
  const tree: Branch = new Map();
  for (const path of paths) {
    if (valueAt(item, path) === undefined) continue;
    let branch = tree;
    for (const step of path) {
      const next: Branch = branch.get(step) ?? new Map();
      branch.set(step, next);
      branch = next;
    }
  }
  return pick({ M: item }, tree).M ?? {};
}

type Branch = Map<string | number, Branch>;

function pick(value: AttributeValue, branch: Branch): AttributeValue {
  if (branch.size === 0) return value;
  if (value.L) {
    const positions = [...branch.keys()].map(Number).sort((a, b) => a - b);
    return { L: positions.map(at => pick(value.L![at]!, branch.get(at)!)) };
  }
  return { M: Object.fromEntries([...branch].map(([name, next]) => [name, pick(value.M![String(name)]!, next)])) };
}
