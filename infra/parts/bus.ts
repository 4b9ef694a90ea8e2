import type { Duration } from 'aws-cdk-lib';
import { CfnArchive, type CfnEventBus, EventBus } from 'aws-cdk-lib/aws-events';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { allowSender } from './queues.ts';
import { markRole } from './role.ts';

/** Where consumers listen, and the archive from which events can be replayed to one that was down or came later. */
export class Bus extends Construct {
  readonly bus: EventBus;

  constructor(scope: Construct, id: string, options: { name: string; key: IKey; dead: Queue; retention: Duration }) {
    super(scope, id);
    const bus = new EventBus(this, 'Bus', {
      eventBusName: options.name,
      description: 'resume-intake: one event for each version of a document',
    });
    (bus.node.defaultChild as CfnEventBus).kmsKeyIdentifier = options.key.keyArn;
    (bus.node.defaultChild as CfnEventBus).deadLetterConfig = { arn: options.dead.queueArn };
    allowSender(options.dead, 'events.amazonaws.com', bus.eventBusArn);
    // L1 here and above: what the L2 properties add to the key's policy names the bus, and key and bus wait on each other.
    const archive = new CfnArchive(this, 'Archive', {
      sourceArn: bus.eventBusArn,
      description: 'resume-intake: every event, for replay',
      eventPattern: { source: ['resume-intake'] },
      retentionDays: options.retention.toDays(),
      kmsKeyIdentifier: options.key.keyArn,
    });
    markRole(bus, 'bus');
    markRole(archive, 'archive');
    this.bus = bus;
  }
}
