import { CfnResource } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';

/** The key in a resource's CloudFormation metadata that says which part of the topology it is. */
export const ROLE_METADATA = 'ResumeIntake';

/**
 * Says in the template what a resource is here: `bucket/intake`, `queue/page.dead`, `function/refine`. Physical names
 * are CloudFormation's to choose, so that the construct can be embedded twice in one account; who reads the template
 * (the local runtime, the tests) finds the parts by this instead of by logical ids that change with the embedding.
 */
export function markRole(construct: IConstruct, role: string): void {
  const resource = CfnResource.isCfnResource(construct) ? construct : construct.node.defaultChild;
  if (!CfnResource.isCfnResource(resource)) throw new Error(`${construct.node.path} is no single resource.`);
  resource.addMetadata(ROLE_METADATA, { role });
}
