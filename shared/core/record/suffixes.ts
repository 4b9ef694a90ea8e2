/** The ends that words may have, looked up from their last character on: Chinese says at the end what a thing is. */
export class Suffixes {
  private readonly root: Node = { next: new Map(), ends: false };

  constructor(words: string) {
    for (const word of words.split(' ')) {
      let node = this.root;
      for (let i = word.length - 1; i >= 0; i--) {
        const code = word.charCodeAt(i);
        let next = node.next.get(code);
        if (!next) {
          next = { next: new Map(), ends: false };
          node.next.set(code, next);
        }
        node = next;
      }
      node.ends = true;
    }
  }

  /** Units of the longest end that the first `to` units of a text have; 0 for none. */
  at(text: string, to: number = text.length): number {
    let node: Node | undefined = this.root;
    let found = 0;
    for (let i = to - 1; i >= 0; i--) {
      node = node.next.get(text.charCodeAt(i));
      if (!node) break;
      if (node.ends) found = to - i;
    }
    return found;
  }
}

interface Node {
  readonly next: Map<number, Node>;
  ends: boolean;
}
