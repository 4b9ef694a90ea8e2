import { Stack } from 'aws-cdk-lib';
import { PolicyDocument, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { CfnSubscription, Topic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { allowSender, type QueuePair } from './queues.ts';
import { markRole } from './role.ts';

/** How Textract says that a job is done: a role that it assumes, which may publish to one topic, which feeds one queue. */
export class Completions extends Construct {
  readonly topic: Topic;
  readonly role: Role;

  constructor(scope: Construct, id: string, options: { key: IKey; queue: QueuePair }) {
    super(scope, id);
    const { account } = Stack.of(this);
    this.topic = new Topic(this, 'Topic', { masterKey: options.key, enforceSSL: true });
    this.role = new Role(this, 'Role', {
      description: 'resume-intake: Textract publishes the end of its jobs',
      assumedBy: new ServicePrincipal('textract.amazonaws.com', {
        conditions: { StringEquals: { 'aws:SourceAccount': account } },
      }),
      inlinePolicies: {
        Publish: new PolicyDocument({
          statements: [
            new PolicyStatement({ actions: ['sns:Publish'], resources: [this.topic.topicArn] }),
            new PolicyStatement({
              actions: ['kms:Decrypt', 'kms:GenerateDataKey'],
              resources: [options.key.keyArn],
              conditions: { StringEquals: { 'kms:ViaService': `sns.${Stack.of(this).region}.amazonaws.com` } },
            }),
          ],
        }),
      },
    });
    const { queue, dead } = options.queue;
    // Not raw: the envelope's Message is what collect-ocr reads, and raw delivery would lose the topic's own id.
    const subscription = new CfnSubscription(this, 'Subscription', {
      topicArn: this.topic.topicArn,
      protocol: 'sqs',
      endpoint: queue.queueArn,
      redrivePolicy: { deadLetterTargetArn: dead.queueArn },
    });
    allowSender(queue, 'sns.amazonaws.com', this.topic.topicArn);
    allowSender(dead, 'sns.amazonaws.com', this.topic.topicArn);
    markRole(this.topic, 'topic/textract');
    markRole(this.role, 'role/textract');
    markRole(subscription, 'subscription/textract');
  }
}
