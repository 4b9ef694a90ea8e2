import type { Command } from './command.ts';

interface Entry {
  readonly summary: string;
  /** Loaded on use: `clean` and `redact` must not pay for the stack. */
  readonly load: () => Promise<Command>;
}

export const COMMANDS = {
  clean: { summary: 'extracted text → the text before the stamp', load: () => import('./commands/clean.ts') },
  redact: { summary: 'text → text with placeholders for personal data', load: () => import('./commands/redact.ts') },
  ingest: { summary: 'files, folders or mails → redacted records', load: () => import('./commands/ingest.ts') },
  list: { summary: 'the stored records', load: () => import('./commands/list.ts') },
  show: { summary: 'one record', load: () => import('./commands/show.ts') },
  status: { summary: 'what became of a document, step by step', load: () => import('./commands/status.ts') },
  events: { summary: 'the events that consumers see', load: () => import('./commands/events.ts') },
  redrive: { summary: 'dead letters back to their queues', load: () => import('./commands/redrive.ts') },
  reveal: {
    summary: 'the sealed contacts of a document, with an audit row',
    load: () => import('./commands/reveal.ts'),
  },
  erase: { summary: 'delete a document or a person for good', load: () => import('./commands/erase.ts') },
  serve: { summary: 'keep the stack up and watch a folder', load: () => import('./commands/serve.ts') },
  demo: { summary: 'ingest the sample résumés and explain the result', load: () => import('./commands/demo.ts') },
} as const satisfies Record<string, Entry>;

export type CommandName = keyof typeof COMMANDS;

export const isCommandName = (name: string): name is CommandName => Object.hasOwn(COMMANDS, name);
