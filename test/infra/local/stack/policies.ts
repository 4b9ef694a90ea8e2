import { AsyncLocalStorage } from 'node:async_hooks';
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { IncomingMessage } from 'node:http';
import type { Call } from '../../../../infra/local/servers/index.ts';
import type { Names } from '../../../../infra/local/stack/index.ts';
import { resolve } from '../../../../infra/local/template/resolve.ts';
import { type Json, roleOf, type Template } from '../../../../infra/local/template/template.ts';

/** An action on a resource, as IAM names both. */
export interface Use {
  readonly caller: string;
  readonly action: string;
  readonly resource: string;
}

/**
 * Who calls what: the access key of a request says which function sent it, and the servers' parsed call says the rest.
 * Both meet in the request's own asynchronous context.
 */
export function recorder() {
  const context = new AsyncLocalStorage<{ caller: string; url: string }>();
  const uses = new Map<string, Use>();
  const onRequest = (message: unknown) => {
    const { request } = message as { request: IncomingMessage };
    const caller = /Credential=([^/]+)\//.exec(request.headers.authorization ?? '')?.[1] ?? '';
    context.enterWith({ caller, url: request.url ?? '' });
  };
  subscribe('http.server.request.start', onRequest);
  return {
    uses: () => [...uses.values()],
    stop: () => unsubscribe('http.server.request.start', onRequest),
    call(call: Call): undefined {
      const { caller = '', url = '' } = context.getStore() ?? {};
      for (const [action, resource] of usesOf(call, url))
        uses.set(`${caller} ${action} ${resource}`, { caller, action, resource });
    },
  };
}

const arn = (service: string, resource: string): string => `arn:aws:${service}:us-east-1:000000000000:${resource}`;
const tableArn = (name: unknown): string => arn('dynamodb', `table/${name}`);
const queueArn = (url: unknown): string => arn('sqs', String(url).slice(String(url).lastIndexOf('/') + 1));

/** The permissions that a call takes, by the Service Authorization Reference. */
function usesOf({ service, operation, input }: Call, url: string): [action: string, resource: string][] {
  // biome-ignore lint/suspicious/noExplicitAny: parsed requests of six services
  const of = input as any;
  if (service === 's3') return s3Uses(operation, `arn:aws:s3:::${of.Bucket}`, of.Key, url);
  if (service === 'dynamodb') return dynamoUses(operation, of);
  if (service === 'sqs') return [[`sqs:${operation.replace(/Batch$/, '')}`, queueArn(of.QueueUrl)]];
  if (service === 'kms') return [[`kms:${operation}`, of.KeyId ?? 'wrapped']];
  if (service === 'textract') return [[`textract:${operation}`, '*']];
  if (operation !== 'PutEvents') return [[`${service}:${operation}`, '*']];
  return of.Entries.map((entry: { EventBusName: string }) => [
    'events:PutEvents',
    arn('events', `event-bus/${entry.EventBusName}`),
  ]);
}

function s3Uses(operation: string, bucket: string, key: string, url: string): [string, string][] {
  const version = /[?&]versionId=/.test(url) ? 'Version' : '';
  const object = `${bucket}/${key}`;
  switch (operation) {
    case 'GetObject':
    case 'HeadObject':
      return [[`s3:GetObject${version}`, object]];
    case 'DeleteObject':
      return [[`s3:DeleteObject${version}`, object]];
    case 'DeleteObjects':
      return [
        ['s3:DeleteObject', `${bucket}/text/x`],
        ['s3:DeleteObjectVersion', `${bucket}/text/x`],
      ];
    case 'ListObjectVersions':
      return [['s3:ListBucketVersions', bucket]];
    case 'ListObjectsV2':
      return [['s3:ListBucket', bucket]];
    default:
      return [[`s3:${operation}`, object]];
  }
}

// biome-ignore lint/suspicious/noExplicitAny: parsed requests
function dynamoUses(operation: string, of: any): [string, string][] {
  if (operation === 'TransactWriteItems') {
    const ACTIONS = {
      Put: 'PutItem',
      Delete: 'DeleteItem',
      Update: 'UpdateItem',
      ConditionCheck: 'ConditionCheckItem',
    };
    return of.TransactItems.flatMap((item: Record<string, { TableName: string }>) =>
      Object.entries(item).map(([kind, { TableName }]) => [
        `dynamodb:${ACTIONS[kind as keyof typeof ACTIONS]}`,
        tableArn(TableName),
      ]),
    );
  }
  if (operation === 'BatchGetItem') {
    return Object.keys(of.RequestItems).map(name => ['dynamodb:BatchGetItem', tableArn(name)]);
  }
  const table = tableArn(of.TableName);
  return [[`dynamodb:${operation}`, of.IndexName ? `${table}/index/${of.IndexName}` : table]];
}

interface Statement {
  readonly Action: string | string[];
  readonly Resource: string | string[];
}

const list = <T>(value: T | T[]): T[] => (Array.isArray(value) ? value : [value]);

/** What the template allows each function, with the names that a running stack gave the resources. */
export function allowances(template: Template, names: Names): ReadonlyMap<string, readonly Statement[]> {
  const arnOf = (role: string): string => {
    const [kind, name = ''] = role.split('/');
    if (kind === 'bucket') return `arn:aws:s3:::${names.buckets[name as 'intake']}`;
    if (kind === 'table') return tableArn(names.tables[name as 'documents']);
    if (kind === 'queue') return queueArn(names.queues[name as 'intake']);
    if (kind === 'bus') return arn('events', `event-bus/${names.bus}`);
    return arn(kind ?? '', name);
  };
  const around = {
    template,
    pseudo: { 'AWS::Region': 'us-east-1', 'AWS::AccountId': '000000000000', 'AWS::Partition': 'aws' },
    physical: (id: string) => {
      const role = roleOf(template.Resources[id]!) ?? id;
      return { ref: arnOf(role), attributes: { Arn: arnOf(role), StreamArn: 'stream', Name: names.bus } };
    },
  };
  const policies = Object.values(template.Resources).filter(({ Type }) => Type === 'AWS::IAM::Policy');
  return new Map(
    policies.map(policy => {
      const { PolicyDocument } = resolve(policy.Properties as Json, around) as unknown as {
        PolicyDocument: { Statement: Statement[] };
      };
      return [roleOf(policy)!.replace('policy/', ''), PolicyDocument.Statement];
    }),
  );
}

/** Whether a statement allows it. Keys are told apart by their purpose: their ids are the service's to choose. */
export function isAllowed({ action, resource }: Use, statements: readonly Statement[]): boolean {
  return statements.some(({ Action, Resource }) => {
    if (!list(Action).includes(action)) return false;
    if (action.startsWith('kms:')) return true;
    return list(Resource).some(pattern => {
      const expression = pattern.split('*').map(part => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
      return new RegExp(`^${expression.join('.*')}$`).test(resource);
    });
  });
}
