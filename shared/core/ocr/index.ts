export { arrangePage } from './arrange-page.ts';
export { CAPABILITIES, engineFor, type OcrEngineName, type Script } from './capability.ts';
export { confidenceOf, joinPages } from './join-pages.ts';
export { checkScript, type ScriptVerdict } from './script-guard.ts';
export { fromTextractBlocks, type TextractBlock } from './textract-blocks.ts';
