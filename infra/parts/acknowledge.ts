import { Stack, Validations } from 'aws-cdk-lib';
import type { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';

/** A permission, with the reason for its wildcard where its resource has one. */
export interface Grant {
  readonly statement: PolicyStatement;
  readonly because?: string;
}

/**
 * Acknowledges to cdk-nag exactly those wildcards whose grant gives a reason. One without a reason stays a finding and
 * fails the synthesis, and so does a resource that some later change adds.
 */
export function acknowledgeWildcards(policy: Construct, grants: readonly Grant[]): void {
  for (const { statement, because } of grants) {
    if (!because) continue;
    for (const resource of statement.resources.filter(arn => arn.includes('*'))) {
      acknowledge(policy, `AwsSolutions-IAM5[Resource::${asFinding(Stack.of(policy).resolve(resource))}]`, because);
    }
  }
}

export const acknowledge = (construct: Construct, id: string, reason: string): void =>
  Validations.of(construct).acknowledge({ id, reason });

/** A resolved ARN as cdk-nag writes it into the id of a finding: `<LogicalId.Arn>/mail/*`. */
function asFinding(value: unknown): string {
  if (typeof value === 'string') return value;
  const [[name, argument]] = Object.entries(value as object) as [[string, unknown]];
  if (name === 'Ref') return `<${argument}>`;
  if (name === 'Fn::GetAtt') return `<${(argument as string[]).join('.')}>`;
  if (name === 'Fn::Join') return (argument as [string, unknown[]])[1].map(asFinding).join((argument as [string])[0]);
  throw new Error(`An ARN with ${name} cannot be acknowledged.`);
}
