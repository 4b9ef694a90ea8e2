import { Stack } from 'aws-cdk-lib';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { Bucket } from 'aws-cdk-lib/aws-s3';
import { CfnReceiptRule, type IReceiptRuleSet, ReceiptRuleSet } from 'aws-cdk-lib/aws-ses';
import { Construct } from 'constructs';
import { markRole } from './role.ts';
import { PREFIX } from './topology.ts';

export interface MailProps {
  /** Addresses or domains whose mail is taken, e.g. `jobs@example.com`. Mail to any other is not received. */
  readonly recipients: readonly string[];
  /** The account's active rule set. Without it one is made, which you must activate: an account has one active set. */
  readonly ruleSet?: IReceiptRuleSet;
}

/**
 * SES writes each mail as it came, with the verdicts of its scans among the headers, to `mail/<id>`. SES marks and never
 * blocks: `receive-mail` decides.
 */
export class Mail extends Construct {
  readonly ruleSetName: string;

  constructor(scope: Construct, id: string, options: MailProps & { readonly bucket: Bucket }) {
    super(scope, id);
    const { account, region, partition } = Stack.of(this);
    const { bucket, recipients } = options;
    // An empty list means every address of every verified domain to SES; nobody who writes [] here means that.
    if (recipients.length === 0) throw new Error('Mail needs at least one recipient.');
    this.ruleSetName = (options.ruleSet ?? new ReceiptRuleSet(this, 'RuleSet')).receiptRuleSetName;

    bucket.addToResourcePolicy(
      new PolicyStatement({
        sid: 'MailFromSes',
        principals: [new ServicePrincipal('ses.amazonaws.com')],
        actions: ['s3:PutObject'],
        resources: [bucket.arnForObjects(`${PREFIX.mail}*`)],
        conditions: {
          StringEquals: { 'aws:SourceAccount': account },
          ArnLike: { 'aws:SourceArn': `arn:${partition}:ses:${region}:${account}:receipt-rule-set/*` },
        },
      }),
    );
    const rule = new CfnReceiptRule(this, 'Rule', {
      ruleSetName: this.ruleSetName,
      rule: {
        enabled: true,
        recipients: [...recipients],
        scanEnabled: true,
        tlsPolicy: 'Require',
        // No KmsKeyArn: with it SES encrypts on the client's side, in a format of its own. The bucket encrypts.
        actions: [{ s3Action: { bucketName: bucket.bucketName, objectKeyPrefix: PREFIX.mail } }],
      },
    });
    // SES tries the bucket when the rule is made.
    if (bucket.policy) rule.node.addDependency(bucket.policy);
    markRole(rule, 'mail/rule');
  }
}
