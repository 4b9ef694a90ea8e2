import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { KMSClient } from '@aws-sdk/client-kms';
import { S3Client } from '@aws-sdk/client-s3';
import { SNSClient } from '@aws-sdk/client-sns';
import { SQSClient } from '@aws-sdk/client-sqs';

export interface Clients {
  readonly s3: S3Client;
  readonly sqs: SQSClient;
  readonly sns: SNSClient;
  readonly dynamodb: DynamoDBClient;
  readonly events: EventBridgeClient;
  readonly kms: KMSClient;
}

export interface ClientConfig {
  readonly endpoint: string;
  readonly region: string;
  readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string };
}

/** The SDK's own clients: resources are made over the protocols that the functions will speak. */
export const clientsFor = (configOf: (service: keyof Clients) => ClientConfig): Clients => ({
  s3: new S3Client({ ...configOf('s3'), forcePathStyle: true }),
  sqs: new SQSClient(configOf('sqs')),
  sns: new SNSClient(configOf('sns')),
  dynamodb: new DynamoDBClient(configOf('dynamodb')),
  events: new EventBridgeClient(configOf('events')),
  kms: new KMSClient(configOf('kms')),
});

export function destroyClients(clients: Clients): void {
  for (const client of Object.values(clients)) client.destroy();
}
