import fc from 'fast-check';

/**
 * Properties draw the same cases each time, so that a commit is judged by what it changes. `PROPERTY_SEED=random` (or a
 * number) draws others; fast-check prints the seed of what it finds.
 */
const seed = process.env.PROPERTY_SEED;
if (seed !== 'random') fc.configureGlobal({ seed: Number(seed ?? 20_261_123) });
