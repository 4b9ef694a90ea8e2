import type { DynamoDBBatchResponse, DynamoDBStreamEvent } from 'aws-lambda';
import { type Change, publish } from '../../shared/steps/publish.ts';
import { basics, bus, documents } from '../wiring.ts';

const ports = { ...basics('publish'), documents: documents(), bus: bus() };

export async function handler(event: DynamoDBStreamEvent): Promise<DynamoDBBatchResponse> {
  const failed = await publish(ports, changesOf(event));
  return { batchItemFailures: failed.map(itemIdentifier => ({ itemIdentifier })) };
}

const changesOf = ({ Records }: DynamoDBStreamEvent): Change[] =>
  Records.map(({ eventName, dynamodb }) => ({
    id: dynamodb?.SequenceNumber ?? '',
    pk: dynamodb?.Keys?.pk?.S ?? '',
    sk: dynamodb?.Keys?.sk?.S ?? '',
    removed: eventName === 'REMOVE',
  }));
