export const SERVICES = ['s3', 'dynamodb', 'sqs', 'sns', 'events', 'textract', 'kms'] as const;
export type Service = (typeof SERVICES)[number];

export const ACCOUNT = '000000000000';
export const REGION = 'us-east-1';

export const arnOf = (service: string, resource: string): string =>
  `arn:aws:${service}:${REGION}:${ACCOUNT}:${resource}`;

export interface Arn {
  readonly service: string;
  readonly resource: string;
}

export function parseArn(text: string): Arn | undefined {
  const [head, , service, , , ...resource] = text.split(':');
  return head === 'arn' && service && resource.length > 0 ? { service, resource: resource.join(':') } : undefined;
}
