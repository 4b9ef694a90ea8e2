import type { Context } from '../context.ts';
import type { Delivery } from '../delivery.ts';
import type { Handler } from '../http/listen.ts';
import { type Form, type QueryOperations, queryProtocol } from '../http/query-protocol.ts';
import { ServiceError } from '../http/service-error.ts';
import { ACCOUNT } from '../services.ts';
import type { MessageAttribute } from '../sqs/digest.ts';
import { type Notice, Publisher } from './publisher.ts';
import { type Subscription, Topics } from './topics.ts';

export const SNS_NAMESPACE = 'http://sns.amazonaws.com/doc/2010-03-31/';

export interface SnsServer {
  readonly handler: Handler;
  /** The message id, or undefined if there is no such topic. */
  publish(topicArn: string, notice: Notice): string | undefined;
}

export function snsServer(context: Context, delivery: Delivery): SnsServer {
  const topics = new Topics(context);
  const publisher = new Publisher(context, topics, delivery);
  const operations = {
    ...topicOperations(topics),
    ...subscriptionOperations(topics),
    ...publishOperations(topics, publisher),
  };
  return {
    handler: queryProtocol('sns', SNS_NAMESPACE, operations, context.faults),
    publish: (arn, notice) => (topics.find(arn) ? publisher.publish(arn, notice) : undefined),
  };
}

function topicOperations(topics: Topics): QueryOperations {
  return {
    CreateTopic: form => ({ TopicArn: topics.create(form.need('Name'), form.map('Attributes')) }),
    ListTopics: () => ({ Topics: { member: topics.arns().map(TopicArn => ({ TopicArn })) } }),
    GetTopicAttributes: form => {
      const arn = form.need('TopicArn');
      const all = { TopicArn: arn, Owner: ACCOUNT, ...topics.need(arn).attributes };
      return { Attributes: entries({ ...all, SubscriptionsConfirmed: String(topics.subscriptions(arn).length) }) };
    },
    SetTopicAttributes: form => {
      topics.setAttribute(form.need('TopicArn'), form.need('AttributeName'), form.get('AttributeValue') ?? '');
      return undefined;
    },
    DeleteTopic: form => {
      topics.remove(form.need('TopicArn'));
      return undefined;
    },
  };
}

function subscriptionOperations(topics: Topics): QueryOperations {
  const list = (found: readonly Subscription[]) => ({ Subscriptions: { member: found.map(listed) } });
  return {
    Subscribe: form => {
      const [topic, protocol, endpoint] = [form.need('TopicArn'), form.need('Protocol'), form.need('Endpoint')];
      const subscription = topics.subscribe(topic, protocol, endpoint, form.map('Attributes'));
      const confirmed = !protocol.startsWith('email') || form.get('ReturnSubscriptionArn') === 'true';
      return { SubscriptionArn: confirmed ? subscription.arn : 'pending confirmation' };
    },
    Unsubscribe: form => {
      topics.unsubscribe(form.need('SubscriptionArn'));
      return undefined;
    },
    ListSubscriptions: () => list(topics.subscriptions()),
    ListSubscriptionsByTopic: form => {
      topics.need(form.need('TopicArn'));
      return list(topics.subscriptions(form.need('TopicArn')));
    },
    GetSubscriptionAttributes: form => {
      const { arn, topic, protocol, endpoint, attributes } = topics.needSubscription(form.need('SubscriptionArn'));
      const facts = { SubscriptionArn: arn, TopicArn: topic, Protocol: protocol, Endpoint: endpoint, Owner: ACCOUNT };
      return { Attributes: entries({ RawMessageDelivery: 'false', ...facts, ...attributes }) };
    },
    SetSubscriptionAttributes: form => {
      topics.setSubscriptionAttribute(
        form.need('SubscriptionArn'),
        form.need('AttributeName'),
        form.get('AttributeValue') ?? '',
      );
      return undefined;
    },
  };
}

function publishOperations(topics: Topics, publisher: Publisher): QueryOperations {
  return {
    Publish: form => {
      const arn = form.need('TopicArn');
      topics.need(arn);
      return { MessageId: publisher.publish(arn, noticeOf(form, '')) };
    },
    PublishBatch: form => {
      const arn = form.need('TopicArn');
      topics.need(arn);
      const entriesOf = form.members('PublishBatchRequestEntries.member');
      if (entriesOf.length === 0) throw new ServiceError('EmptyBatchRequest', 'The batch has no entries.');
      if (entriesOf.length > 10)
        throw new ServiceError('TooManyEntriesInBatchRequest', 'The batch has more than 10 entries.');
      const member = entriesOf.map(entry => ({
        Id: form.need(`${entry}.Id`),
        MessageId: publisher.publish(arn, noticeOf(form, `${entry}.`)),
      }));
      return { Successful: { member }, Failed: '' };
    },
  };
}

function noticeOf(form: Form, prefix: string): Notice {
  const message = form.need(`${prefix}Message`);
  if (message === '' || Buffer.byteLength(message) > 262_144)
    throw new ServiceError('InvalidParameter', 'Invalid parameter: Message');
  const pairs = form.members(`${prefix}MessageAttributes.entry`).map((entry): [string, MessageAttribute] => {
    const StringValue = form.get(`${entry}.Value.StringValue`);
    const BinaryValue = form.get(`${entry}.Value.BinaryValue`);
    const value = StringValue === undefined ? { BinaryValue: BinaryValue ?? '' } : { StringValue };
    return [form.need(`${entry}.Name`), { DataType: form.need(`${entry}.Value.DataType`), ...value }];
  });
  return { message, subject: form.get(`${prefix}Subject`), attributes: Object.fromEntries(pairs) };
}

const entries = (map: Record<string, string>) => ({
  entry: Object.entries(map).map(([key, value]) => ({ key, value })),
});

const listed = ({ arn, topic, protocol, endpoint }: Subscription) => ({
  SubscriptionArn: protocol.startsWith('email') ? 'PendingConfirmation' : arn,
  Owner: ACCOUNT,
  Protocol: protocol,
  Endpoint: endpoint,
  TopicArn: topic,
});
