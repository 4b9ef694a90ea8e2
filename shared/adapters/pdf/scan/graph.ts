import { DocumentError } from '../../../core/codes.ts';
import { type Dict, isArray, isDict, isRef, Lexer, type Value } from './lexer.ts';
import type { FoundObject } from './objects.ts';

/** The file's objects by number, with those in object streams. */
export class ObjectTable {
  private readonly objects = new Map<number, FoundObject>();

  set(object: FoundObject): void {
    this.objects.set(object.number, object);
  }

  get(value: Value): FoundObject | undefined {
    return isRef(value) ? this.objects.get(value.ref) : undefined;
  }

  all(): Iterable<FoundObject> {
    return this.objects.values();
  }

  /** The value behind a reference, or the value itself. Chains of references are not followed: readers do not either. */
  readonly resolve = (value: Value): Value => (isRef(value) ? this.objects.get(value.ref)?.value : value);

  dict(value: Value): Dict | undefined {
    const resolved = this.resolve(value);
    return isDict(resolved) ? resolved : undefined;
  }
}

export interface PageTree {
  /** Distinct pages. */
  readonly pages: number;
  /** A branch, a page or a page's content is missing. */
  readonly broken: boolean;
}

/** @throws DocumentError DAMAGED_FILE when a branch is its own ancestor. */
export function walkPages(table: ObjectTable, catalog: Dict): PageTree {
  const root = catalog.get('/Pages');
  const path = new Set<number>();
  const done = new Set<number>();
  let [pages, broken] = [0, table.dict(root) === undefined];
  // A stack of its own: the tree's depth is the attacker's choice.
  const stack: { value: Value; leave: boolean }[] = [{ value: root, leave: false }];
  while (stack.length > 0) {
    const { value, leave } = stack.pop()!;
    const number = isRef(value) ? value.ref : -1;
    if (leave) {
      path.delete(number);
      done.add(number);
      continue;
    }
    if (path.has(number)) throw new DocumentError('DAMAGED_FILE');
    if (done.has(number)) continue;
    const node = table.dict(value);
    if (!node) {
      broken = true;
      continue;
    }
    const kids = table.resolve(node.get('/Kids'));
    if (!isArray(kids)) {
      pages++;
      if (isRef(node.get('/Contents')) && !table.get(node.get('/Contents'))) broken = true;
      continue;
    }
    path.add(number);
    stack.push({ value, leave: true });
    for (const kid of [...kids].reverse()) if (isRef(kid)) stack.push({ value: kid, leave: false });
  }
  return { pages, broken };
}

/** Whether the cross-reference sections lead back to one that was read already. */
export function hasXrefLoop(source: string, table: ObjectTable): boolean {
  const seen = new Set<number>();
  const start = /startxref[\0\t\n\f\r ]*(\d{1,12})/.exec(source.slice(Math.max(0, source.lastIndexOf('startxref'))));
  const lexer = new Lexer(source);
  for (let at = start ? Number(start[1]) : -1; at > 0 && at < source.length; ) {
    if (seen.has(at)) return true;
    seen.add(at);
    const trailer = source.startsWith('xref', at) ? source.indexOf('trailer', at) : source.indexOf('obj', at) - 4;
    if (trailer < 0) return false;
    lexer.at = trailer + 7;
    const dict = lexer.read();
    const previous = isDict(dict) ? table.resolve(dict.get('/Prev')) : undefined;
    at = typeof previous === 'number' ? previous : -1;
  }
  return false;
}

/**
 * Form XObjects that paint themselves, straight or by way of others. That a form's resources name the form is no fault:
 * many producers share one dictionary of resources. What counts is the content's `Do`.
 */
export async function hasFormLoop(
  table: ObjectTable,
  contentOf: (form: FoundObject) => Promise<string>,
): Promise<boolean> {
  const named = new Map<FoundObject, ReadonlyMap<string, FoundObject>>();
  const inherited = new Map<string, FoundObject>();
  for (const object of table.all())
    if (isDict(object.value) && object.value.get('/Type') === '/Page')
      for (const [name, form] of formsIn(table, object.value)) inherited.set(name, form);
  for (const object of table.all()) {
    if (!object.stream || !isForm(object)) continue;
    const dict = object.value as Dict;
    named.set(object, dict.has('/Resources') ? formsIn(table, dict) : inherited);
  }
  const suspects = onCycles(new Map([...named].map(([form, forms]) => [form, [...forms.values()]])));
  if (suspects.length === 0) return false;
  const painted = new Map<FoundObject, FoundObject[]>();
  for (const form of suspects) {
    const content = await contentOf(form);
    const names = [...content.matchAll(/(\/[^\0\t\n\f\r ()<>[\]{}/%]{1,127})[\0\t\n\f\r ]{1,8}Do\b/g)].map(
      match => match[1]!,
    );
    painted.set(
      form,
      [...new Set(names)].flatMap(name => named.get(form)?.get(name) ?? []),
    );
  }
  return onCycles(painted).length > 0;
}

const isForm = ({ value }: FoundObject): boolean => isDict(value) && value.get('/Subtype') === '/Form';

function formsIn(table: ObjectTable, dict: Dict): ReadonlyMap<string, FoundObject> {
  const forms = new Map<string, FoundObject>();
  const xobjects = table.dict(table.dict(dict.get('/Resources'))?.get('/XObject'));
  for (const [name, value] of xobjects ?? []) {
    const object = table.get(value);
    if (object && isForm(object)) forms.set(name, object);
  }
  return forms;
}

/** The nodes left when all that lead nowhere, or only to such, are taken away one after the other. */
function onCycles<T>(edges: ReadonlyMap<T, readonly T[]>): readonly T[] {
  const into = new Map<T, T[]>();
  const degree = new Map<T, number>();
  for (const [from, targets] of edges) {
    const known = targets.filter(target => edges.has(target));
    degree.set(from, known.length);
    for (const target of known) into.set(target, [...(into.get(target) ?? []), from]);
  }
  const ends = [...degree].filter(([, count]) => count === 0).map(([node]) => node);
  for (let node = ends.pop(); node !== undefined; node = ends.pop()) {
    degree.delete(node);
    for (const from of into.get(node) ?? []) {
      const left = degree.get(from)! - 1;
      degree.set(from, left);
      if (left === 0) ends.push(from);
    }
  }
  return [...degree.keys()];
}
