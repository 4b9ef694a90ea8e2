import type { RemovalPolicy } from 'aws-cdk-lib';
import {
  type Attribute,
  AttributeType,
  BillingMode,
  ProjectionType,
  StreamViewType,
  Table,
  TableEncryption,
  type TableProps,
} from 'aws-cdk-lib/aws-dynamodb';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import { markRole } from './role.ts';

const text = (name: string): Attribute => ({ name, type: AttributeType.STRING });

export class Tables extends Construct {
  /** Status rows, records and outbox rows of every document. */
  readonly documents: Table;
  /** Wrapped data keys, sealed contacts, the audit of their opening, tombstones. A table of its own, for roles of its own. */
  readonly vault: Table;

  constructor(scope: Construct, id: string, options: { key: IKey; removalPolicy: RemovalPolicy; protect: boolean }) {
    super(scope, id);
    const common: TableProps = {
      partitionKey: text('pk'),
      sortKey: text('sk'),
      billingMode: BillingMode.PAY_PER_REQUEST,
      encryption: TableEncryption.CUSTOMER_MANAGED,
      encryptionKey: options.key,
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      deletionProtection: options.protect,
      removalPolicy: options.removalPolicy,
    };
    this.documents = new Table(this, 'Documents', {
      ...common,
      timeToLiveAttribute: 'expiresAt',
      // Keys alone: the publisher reads the rows itself, and a stream is a copy that no erasure reaches for a day.
      stream: StreamViewType.KEYS_ONLY,
    });
    this.documents.addGlobalSecondaryIndex({
      indexName: 'byTime',
      partitionKey: text('listing'),
      sortKey: text('receivedAt'),
      projectionType: ProjectionType.ALL,
    });
    this.vault = new Table(this, 'Vault', common);
    markRole(this.documents, 'table/documents');
    markRole(this.vault, 'table/vault');
  }
}
