import {
  CreateTopicCommand,
  DeleteTopicCommand,
  GetSubscriptionAttributesCommand,
  GetTopicAttributesCommand,
  ListSubscriptionsByTopicCommand,
  ListTopicsCommand,
  PublishBatchCommand,
  PublishCommand,
  SetSubscriptionAttributesCommand,
  SNSClient,
  SubscribeCommand,
  UnsubscribeCommand,
} from '@aws-sdk/client-sns';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Contract, contract, refusal } from './harness.ts';

let where: Contract;
let sns: SNSClient;
let TopicArn: string;

beforeAll(async () => {
  where = await contract('sns');
  sns = new SNSClient(where.reach);
  TopicArn = (await sns.send(new CreateTopicCommand({ Name: where.name('topic') }))).TopicArn!;
});
afterAll(async () => {
  await sns.send(new DeleteTopicCommand({ TopicArn }));
  await where.stop();
});

const Endpoint = () => `${TopicArn.replace(':sns:', ':sqs:')}-queue`;

test('a topic is made once', async () => {
  expect((await sns.send(new CreateTopicCommand({ Name: where.name('topic') }))).TopicArn).toBe(TopicArn);
  expect((await sns.send(new GetTopicAttributesCommand({ TopicArn }))).Attributes).toMatchObject({ TopicArn });
  if (!where.real) expect((await sns.send(new ListTopicsCommand({}))).Topics).toEqual([{ TopicArn }]);
});

test('a subscription is made once, changes and goes', async () => {
  const subscribe = () =>
    sns.send(new SubscribeCommand({ TopicArn, Protocol: 'sqs', Endpoint: Endpoint(), ReturnSubscriptionArn: true }));
  const { SubscriptionArn } = await subscribe();
  expect((await subscribe()).SubscriptionArn).toBe(SubscriptionArn);
  await sns.send(
    new SetSubscriptionAttributesCommand({
      SubscriptionArn,
      AttributeName: 'RawMessageDelivery',
      AttributeValue: 'true',
    }),
  );
  const { Attributes } = await sns.send(new GetSubscriptionAttributesCommand({ SubscriptionArn }));
  expect(Attributes).toMatchObject({ RawMessageDelivery: 'true', Protocol: 'sqs', Endpoint: Endpoint() });
  const { Subscriptions } = await sns.send(new ListSubscriptionsByTopicCommand({ TopicArn }));
  expect(Subscriptions).toMatchObject([{ SubscriptionArn, TopicArn, Endpoint: Endpoint() }]);
  await sns.send(new UnsubscribeCommand({ SubscriptionArn }));
  expect((await refusal(sns.send(new GetSubscriptionAttributesCommand({ SubscriptionArn })))).name).toMatch(/NotFound/);
});

test('messages get ids, alone and in batches', async () => {
  expect((await sns.send(new PublishCommand({ TopicArn, Message: '完成 & <done>', Subject: 's' }))).MessageId).toMatch(
    /-/,
  );
  const PublishBatchRequestEntries = ['a', 'b'].map(Id => ({ Id, Message: Id }));
  const { Successful } = await sns.send(new PublishBatchCommand({ TopicArn, PublishBatchRequestEntries }));
  expect(Successful!.map(({ Id }) => Id)).toEqual(['a', 'b']);
});

test.each<[string, () => Promise<unknown>, RegExp]>([
  [
    'a topic that is not there',
    () => sns.send(new PublishCommand({ TopicArn: `${TopicArn}-none`, Message: 'x' })),
    /NotFound/,
  ],
  ['a name of no meaning', () => sns.send(new CreateTopicCommand({ Name: 'a b' })), /InvalidParameter/],
  [
    'an unknown protocol',
    () => sns.send(new SubscribeCommand({ TopicArn, Protocol: 'pigeon', Endpoint: 'x' })),
    /InvalidParameter/,
  ],
  [
    'an unknown attribute',
    () =>
      sns.send(
        new SubscribeCommand({ TopicArn, Protocol: 'sqs', Endpoint: Endpoint(), Attributes: { Colour: 'red' } }),
      ),
    /InvalidParameter/,
  ],
  [
    'a message of more than 256 KB',
    () => sns.send(new PublishCommand({ TopicArn, Message: 'x'.repeat(262_145) })),
    /InvalidParameter/,
  ],
])('%s is refused', async (_, call, name) => {
  expect((await refusal(call())).name).toMatch(name);
});
