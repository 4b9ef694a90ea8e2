/** In [0, 1), by name: the same seed and the same name give the same number, in whatever order they are asked. */
export type Random = (name: string | number) => number;

/** A 32-bit mix (the finaliser of MurmurHash3, public domain): good enough to choose faults, and cheap. */
const mix = (value: number): number => {
  let h = value | 0;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
};

export const hashOf = (text: string, start = 0x811c9dc5): number => {
  let h = start;
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193);
  return h >>> 0;
};

export const randomOf =
  (seed: number, stream: string): Random =>
  name =>
    mix(mix(seed) ^ hashOf(stream) ^ (typeof name === 'number' ? Math.imul(name + 1, 0x9e3779b1) : hashOf(name))) /
    0x1_0000_0000;

/** Successive numbers of a stream. */
export function sequenceOf(seed: number, stream: string): () => number {
  const random = randomOf(seed, stream);
  let n = 0;
  return () => random(n++);
}

export const pick = <T>(number: number, options: readonly T[]): T => options[Math.floor(number * options.length)]!;
