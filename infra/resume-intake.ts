import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import type { IAlarmAction } from 'aws-cdk-lib/aws-cloudwatch';
import type { Table } from 'aws-cdk-lib/aws-dynamodb';
import type { EventBus } from 'aws-cdk-lib/aws-events';
import {
  Architecture,
  Code,
  type ILayerVersion,
  type Function as Lambda,
  LayerVersion,
  Runtime,
} from 'aws-cdk-lib/aws-lambda';
import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { Bucket } from 'aws-cdk-lib/aws-s3';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { packageRoot } from './build/root.ts';
import { Alarms } from './parts/alarms.ts';
import { Arrivals } from './parts/arrivals.ts';
import { Bus } from './parts/bus.ts';
import { Functions } from './parts/functions.ts';
import { Keys } from './parts/keys.ts';
import { Mail, type MailProps } from './parts/mail.ts';
import { MalwareGate } from './parts/malware.ts';
import { Completions } from './parts/ocr.ts';
import { Queues } from './parts/queues.ts';
import type { Resources } from './parts/resources.ts';
import { markRole } from './parts/role.ts';
import { Sources } from './parts/sources.ts';
import { Storage } from './parts/storage.ts';
import { Tables } from './parts/tables.ts';
import { type FunctionName, PREFIX, type QueueName } from './parts/topology.ts';

export interface ResumeIntakeProps {
  /** Name of the event bus; unique in the account and region. Default `resume-intake`. */
  readonly busName?: string;
  /** Receive mail through SES. Default: none; documents come by S3 alone. */
  readonly mail?: MailProps;
  /** Start on GuardDuty's scan result instead of the upload; whatever is not clean is quarantined. Default false. */
  readonly malwareGate?: boolean;
  /** Limits and policy, as `functions/wiring.ts` documents them; JSON of at most 3 KB. Default: its defaults. */
  readonly settings?: Readonly<Record<string, unknown>>;
  /** Where alarms go, e.g. an `SnsAction`. Default: they only show in CloudWatch. */
  readonly alarmAction?: IAlarmAction;
  /** How long the files that were sent in are kept. Default 30 days. */
  readonly rawRetention?: Duration;
  /** How long events can be replayed. Default 90 days. */
  readonly eventRetention?: Duration;
  /** Default one month. */
  readonly logRetention?: RetentionDays;
  /** What becomes of buckets, tables and keys when the stack goes. Default: they stay, and the tables cannot be deleted. */
  readonly removalPolicy?: RemovalPolicy;
  /** Folder of `<function>/index.js`. Default: the bundles of this package. */
  readonly bundles?: string;
  /** The native packages for arm64: a layer, or the folder to make one of. Default: what `npm run build -- --layer` made. */
  readonly layer?: ILayerVersion | string;
}

/** The whole pipeline, from the buckets that documents arrive in to the bus that announces their records. */
export class ResumeIntake extends Construct {
  /** Put documents under `intake/<source>/`; what comes after is yours and should be an id, not a name. */
  readonly intakeBucket: Bucket;
  /** Redacted texts that were too long for a row, under `body/`. */
  readonly textBucket: Bucket;
  readonly documentsTable: Table;
  /** Add your rules here. */
  readonly bus: EventBus;
  readonly functions: Readonly<Record<FunctionName, Lambda>>;
  readonly deadLetters: Readonly<Record<QueueName | 'publish', Queue>>;

  constructor(scope: Construct, id: string, props: ResumeIntakeProps = {}) {
    super(scope, id);
    const { region } = Stack.of(this);
    const gate = props.malwareGate ?? false;
    const removalPolicy = props.removalPolicy ?? RemovalPolicy.RETAIN;
    const logRetention = props.logRetention ?? RetentionDays.ONE_MONTH;

    // 1. What everything is encrypted with, and what holds it.
    const keys = new Keys(this, 'Keys', { removalPolicy, mail: props.mail !== undefined });
    const key = keys.data;
    const storage = new Storage(this, 'Storage', {
      key,
      removalPolicy,
      rawRetention: props.rawRetention ?? Duration.days(30),
      logRetention: Duration.days(90),
    });
    const tables = new Tables(this, 'Tables', { key, removalPolicy, protect: removalPolicy === RemovalPolicy.RETAIN });

    // 2. What goes between the stages.
    const queues = new Queues(this, 'Queues', key);
    const completions = new Completions(this, 'Textract', { key, queue: queues.stages.ocr });
    const bus = new Bus(this, 'Events', {
      key,
      dead: queues.busDead,
      name: props.busName ?? 'resume-intake',
      retention: props.eventRetention ?? Duration.days(90),
    });

    // 3. The stages, and what makes each run.
    const resources: Resources = { region, keys, storage, tables, queues, completions, bus };
    const functions = new Functions(this, 'Functions', {
      resources,
      bundles: props.bundles ?? join(packageRoot(), 'dist', 'functions'),
      layer: layerOf(this, props.layer),
      settings: JSON.stringify({ ...props.settings, gate: gate ? 'guardduty' : 'off' }),
      logRetention,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    new Sources(this, 'Sources', functions, resources);

    // 4. The ways in.
    const routes = { [PREFIX.intake]: queues.stages.intake, [PREFIX.mail]: queues.stages.mail };
    new Arrivals(this, 'Arrivals', { bucket: storage.intake, gate, routes });
    if (gate) new MalwareGate(this, 'MalwareGate', { bucket: storage.intake, key });
    if (props.mail) new Mail(this, 'Mail', { ...props.mail, bucket: storage.intake });

    // 5. Who is told when it does not go on.
    new Alarms(this, 'Alarms', { queues, functions, key, action: props.alarmAction });

    this.intakeBucket = storage.intake;
    this.textBucket = storage.text;
    this.documentsTable = tables.documents;
    this.bus = bus.bus;
    this.functions = functions.byName;
    this.deadLetters = {
      ...(Object.fromEntries(Object.entries(queues.stages).map(([name, { dead }]) => [name, dead])) as Record<
        QueueName,
        Queue
      >),
      publish: queues.publishDead,
    };
  }
}

function layerOf(scope: Construct, layer: ILayerVersion | string | undefined): ILayerVersion {
  if (typeof layer === 'object') return layer;
  const folder = layer ?? join(packageRoot(), 'dist', 'layer', 'arm64');
  if (!existsSync(folder))
    throw new Error(`There is no layer of native packages: run 'npm run build -- --layer' first.`);
  const made = new LayerVersion(scope, 'Natives', {
    description: 'resume-intake: sharp, ONNX Runtime, OCR models, PDFium',
    code: Code.fromAsset(folder),
    compatibleArchitectures: [Architecture.ARM_64],
    compatibleRuntimes: [Runtime.NODEJS_24_X],
  });
  markRole(made, 'layer/natives');
  return made;
}
