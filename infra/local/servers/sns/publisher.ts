import { randomUUID } from 'node:crypto';
import type { Context } from '../context.ts';
import type { Delivery } from '../delivery.ts';
import { matches, matchesAny } from '../eventbridge/pattern.ts';
import { ServiceError } from '../http/service-error.ts';
import { parseArn } from '../services.ts';
import type { MessageAttributes } from '../sqs/digest.ts';
import type { Subscription, Topics } from './topics.ts';

export interface Notice {
  readonly message: string;
  readonly subject?: string | undefined;
  readonly attributes?: MessageAttributes;
}

/** Tells a topic's subscribers, in the caller's transaction. */
export class Publisher {
  readonly #context: Context;
  readonly #topics: Topics;
  readonly #delivery: Delivery;

  constructor(context: Context, topics: Topics, delivery: Delivery) {
    this.#context = context;
    this.#topics = topics;
    this.#delivery = delivery;
  }

  publish(topicArn: string, notice: Notice): string {
    const messageId = randomUUID();
    this.#context.db.transaction(() => {
      for (const subscription of this.#topics.subscriptions(topicArn)) {
        if (passes(subscription, notice)) this.#tell(subscription, notice, messageId);
      }
    });
    return messageId;
  }

  #tell(subscription: Subscription, notice: Notice, messageId: string): void {
    const arn = parseArn(subscription.endpoint);
    if (!arn) return;
    const envelope = this.#envelope(subscription, notice, messageId);
    if (subscription.protocol === 'lambda') {
      const record = {
        EventSource: 'aws:sns',
        EventVersion: '1.0',
        EventSubscriptionArn: subscription.arn,
        Sns: envelope,
      };
      this.#delivery.toFunction(subscription.endpoint, JSON.stringify({ Records: [record] }));
    } else if (subscription.protocol === 'sqs') {
      const raw = subscription.attributes.RawMessageDelivery === 'true';
      const body = raw ? notice.message : JSON.stringify(envelope);
      const message = raw && notice.attributes ? { body, attributes: notice.attributes } : { body };
      if (!this.#arrives(() => this.#delivery.toQueue(arn, message))) this.#bury(subscription, body);
    }
  }

  #arrives(send: () => boolean): boolean {
    try {
      return send();
    } catch (error) {
      if (error instanceof ServiceError) return false;
      throw error;
    }
  }

  #bury(subscription: Subscription, body: string): void {
    const policy = JSON.parse(subscription.attributes.RedrivePolicy || '{}');
    const grave = parseArn(String(policy.deadLetterTargetArn));
    if (grave) this.#delivery.toQueue(grave, { body });
  }

  #envelope(subscription: Subscription, { message, subject, attributes = {} }: Notice, messageId: string) {
    const values = Object.entries(attributes).map(([name, { DataType, StringValue, BinaryValue }]) => {
      return [name, { Type: DataType, Value: StringValue ?? BinaryValue }];
    });
    return {
      Type: 'Notification',
      MessageId: messageId,
      TopicArn: subscription.topic,
      ...(subject === undefined ? {} : { Subject: subject }),
      Message: message,
      Timestamp: new Date(this.#context.clock()).toISOString(),
      SignatureVersion: '1',
      Signature: 'local',
      SigningCertURL: 'http://127.0.0.1/local.pem',
      UnsubscribeURL: 'http://127.0.0.1/unsubscribe',
      ...(values.length > 0 ? { MessageAttributes: Object.fromEntries(values) } : {}),
    };
  }
}

/** The filter policy's language is that of event patterns, over the message's attributes or its JSON body. */
function passes({ attributes }: Subscription, notice: Notice): boolean {
  if (!attributes.FilterPolicy) return true;
  const policy = JSON.parse(attributes.FilterPolicy);
  if (attributes.FilterPolicyScope === 'MessageBody') return matches(policy, parseJson(notice.message));
  const values = notice.attributes ?? {};
  return Object.entries(policy).every(([name, alternatives]) => {
    return matchesAny(
      alternatives as unknown[],
      Object.hasOwn(values, name) ? attributeValue(values[name]!) : undefined,
    );
  });
}

function attributeValue({ DataType = '', StringValue }: MessageAttributes[string]): unknown {
  if (DataType.startsWith('Number')) return Number(StringValue);
  return DataType === 'String.Array' ? parseJson(StringValue ?? '') : StringValue;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
