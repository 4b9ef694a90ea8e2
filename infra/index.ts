export type { MailProps } from './parts/mail.ts';
export { type FunctionName, PREFIX, type QueueName } from './parts/topology.ts';
export { ResumeIntake, type ResumeIntakeProps } from './resume-intake.ts';
