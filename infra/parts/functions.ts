import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Duration, type RemovalPolicy, Size } from 'aws-cdk-lib';
import { Policy, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import {
  Architecture,
  Code,
  type ILayerVersion,
  Function as Lambda,
  LoggingFormat,
  Runtime,
} from 'aws-cdk-lib/aws-lambda';
import { LogGroup, type RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { acknowledgeWildcards } from './acknowledge.ts';
import { PERMISSIONS } from './permissions.ts';
import { pascal } from './queues.ts';
import { environmentOf, type Resources } from './resources.ts';
import { markRole } from './role.ts';
import { FUNCTIONS, type FunctionName } from './topology.ts';

export interface FunctionsOptions {
  readonly resources: Resources;
  /** Folder of the bundles: `<name>/index.js` for each function. */
  readonly bundles: string;
  readonly layer: ILayerVersion;
  readonly settings: string;
  readonly logRetention: RetentionDays;
  readonly removalPolicy: RemovalPolicy;
}

/** Each function with a role of its own and an encrypted log group of its own that expires. */
export class Functions extends Construct {
  readonly byName: Readonly<Record<FunctionName, Lambda>>;

  constructor(scope: Construct, id: string, options: FunctionsOptions) {
    super(scope, id);
    const names = Object.keys(FUNCTIONS) as FunctionName[];
    this.byName = Object.fromEntries(names.map(name => [name, lambda(this, name, options)])) as Record<
      FunctionName,
      Lambda
    >;
  }
}

function lambda(scope: Construct, name: FunctionName, options: FunctionsOptions): Lambda {
  const spec = FUNCTIONS[name];
  const bundle = join(options.bundles, name);
  if (!existsSync(join(bundle, 'index.js')))
    throw new Error(`There is no bundle of ${name}: run 'npm run build' first.`);
  const logGroup = new LogGroup(scope, `${pascal(name)}Logs`, {
    encryptionKey: options.resources.keys.data,
    retention: options.logRetention,
    removalPolicy: options.removalPolicy,
  });
  const role = roleOf(scope, name, logGroup, options.resources);
  const fn = new Lambda(scope, pascal(name), {
    description: `resume-intake: ${spec.purpose}`,
    runtime: Runtime.NODEJS_24_X,
    architecture: Architecture.ARM_64,
    code: Code.fromAsset(bundle),
    handler: 'index.handler',
    memorySize: spec.memoryMb,
    timeout: Duration.seconds(spec.timeoutSeconds),
    ephemeralStorageSize: Size.mebibytes(512),
    role,
    logGroup,
    loggingFormat: LoggingFormat.JSON,
    environment: environmentOf(options.resources, options.settings),
    layers: spec.native ? [options.layer] : [],
  });
  markRole(fn, `function/${name}`);
  markRole(logGroup, `logs/${name}`);
  return fn;
}

/** A role whose whole policy is in the table of permissions, and the right to write its own log. */
function roleOf(scope: Construct, name: FunctionName, logGroup: LogGroup, resources: Resources): Role {
  const role = new Role(scope, `${pascal(name)}Role`, {
    description: `resume-intake: ${name}`,
    assumedBy: new ServicePrincipal('lambda.amazonaws.com'),
  });
  const grants = PERMISSIONS[name].flatMap(grants => grants(resources));
  const policy = new Policy(scope, `${pascal(name)}Policy`, {
    statements: [
      new PolicyStatement({
        actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
        resources: [logGroup.logGroupArn],
      }),
      ...grants.map(grant => grant.statement),
    ],
    roles: [role],
  });
  acknowledgeWildcards(policy, grants);
  markRole(role, `role/${name}`);
  markRole(policy, `policy/${name}`);
  return role;
}
