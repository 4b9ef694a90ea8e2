import type { Log, LogFields, Metrics } from '../../ports/telemetry.ts';

/** The fields by name: what is not in this list does not leave the process, whatever a caller hands over. */
const FIELDS = [
  'step',
  'documentId',
  'subjectId',
  'version',
  'status',
  'code',
  'outcome',
  'fault',
  'call',
  'page',
  'pages',
  'count',
  'milliseconds',
  'receiveCount',
  'parks',
  'traceId',
  'queue',
] as const satisfies readonly (keyof LogFields)[];

type Write = (line: string) => void;

/** One JSON object a line, as Lambda's JSON logging takes it. */
export function jsonLog(step: string, write: Write = line => process.stdout.write(`${line}\n`)): Log {
  const line =
    (level: string) =>
    (event: string, fields: LogFields = {}) => {
      const allowed = FIELDS.flatMap(name => (fields[name] === undefined ? [] : [[name, fields[name]] as const]));
      write(
        JSON.stringify({ level, timestamp: new Date().toISOString(), event, step, ...Object.fromEntries(allowed) }),
      );
    };
  return { info: line('INFO'), warn: line('WARN'), error: line('ERROR') };
}

export const METRIC_NAMESPACE = 'ResumeIntake';

/** CloudWatch's embedded metric format: a log line that becomes a metric, without a call. */
export function embeddedMetrics(step: string, write: Write = line => process.stdout.write(`${line}\n`)): Metrics {
  return {
    count(name, value = 1) {
      const directive = {
        Namespace: METRIC_NAMESPACE,
        Dimensions: [['step']],
        Metrics: [{ Name: name, Unit: 'Count' }],
      };
      write(JSON.stringify({ _aws: { Timestamp: Date.now(), CloudWatchMetrics: [directive] }, step, [name]: value }));
    },
  };
}
