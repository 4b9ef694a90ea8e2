import { DYNAMO_NAMESPACE } from '../dynamodb/server.ts';
import { s3Error } from '../s3/router.ts';
import type { Service } from '../services.ts';
import { SNS_NAMESPACE } from '../sns/server.ts';
import { jsonError } from './json-protocol.ts';
import type { Reply } from './listen.ts';
import { queryError } from './query-protocol.ts';
import { ServiceError } from './service-error.ts';

type Refuse = (code: string, message: string, status: number) => Reply;

const json =
  (version: '1.0' | '1.1', namespace = ''): Refuse =>
  (code, message, status) =>
    jsonError({ version, namespace }, new ServiceError(code, message, status));

/** How each protocol says no before its server has looked at the request. */
export const REFUSALS: Readonly<Record<Service, Refuse>> = {
  s3: (code, message, status) => s3Error(new ServiceError(code, message, status)),
  sns: (code, message, status) => queryError(SNS_NAMESPACE, new ServiceError(code, message, status)),
  dynamodb: json('1.0', DYNAMO_NAMESPACE),
  sqs: json('1.0', 'com.amazonaws.sqs#'),
  events: json('1.1'),
  textract: json('1.1'),
  kms: json('1.1'),
};
