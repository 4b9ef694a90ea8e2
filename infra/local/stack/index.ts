export type { IdleOptions, Names, Stack } from './stack.ts';
export { type StartOptions, startStack } from './start.ts';
