import {
  archive,
  bucket,
  eventBus,
  key,
  type Maker,
  named,
  queue,
  rule,
  subscription,
  table,
  topic,
} from './makers.ts';

/**
 * Every type of resource that the template may hold: made here, or left out for a reason. A type that is neither stops
 * the stack, so that nothing is deployed to AWS that one machine silently lacks.
 */
export const MADE: Readonly<Record<string, Maker>> = {
  'AWS::S3::Bucket': bucket,
  'AWS::SQS::Queue': queue,
  'AWS::SNS::Topic': topic,
  'AWS::SNS::Subscription': subscription,
  'AWS::DynamoDB::Table': table,
  'AWS::Events::EventBus': eventBus,
  'AWS::Events::Archive': archive,
  'AWS::Events::Rule': rule,
  'AWS::KMS::Key': key,
  // The runtime runs these from their properties; here they only need a name.
  'AWS::Lambda::Function': named('lambda', name => `function:${name}`, 'FunctionName'),
  'AWS::Lambda::EventSourceMapping': named('lambda', name => `event-source-mapping:${name}`),
  // Its packages are the project's own here, for this machine's processor.
  'AWS::Lambda::LayerVersion': named('lambda', name => `layer:${name}`, 'LayerName'),
  'AWS::Logs::LogGroup': named('logs', name => `log-group:${name}`, 'LogGroupName'),
  'AWS::IAM::Role': named('iam', name => `role/${name}`, 'RoleName'),
};

const NO_PERMISSIONS =
  'one machine has one user, so nothing enforces permissions; tests of the template pin who may do what';
const NO_MAIL_SERVER = 'no mail server runs here: a mail is put under mail/, as SES would put it';

export const LEFT_OUT: Readonly<Record<string, string>> = {
  'AWS::IAM::Policy': NO_PERMISSIONS,
  'AWS::Lambda::Permission': NO_PERMISSIONS,
  'AWS::S3::BucketPolicy': NO_PERMISSIONS,
  'AWS::SQS::QueuePolicy': NO_PERMISSIONS,
  'AWS::SNS::TopicPolicy': NO_PERMISSIONS,
  'AWS::CloudWatch::Alarm': 'no metrics are kept here; `resume-intake redrive` and the logs show what an alarm would',
  'AWS::SES::ReceiptRule': NO_MAIL_SERVER,
  'AWS::SES::ReceiptRuleSet': NO_MAIL_SERVER,
  'AWS::GuardDuty::MalwareProtectionPlan': 'no scanner runs here; a scan result can be put on the default bus by hand',
  'AWS::CDK::Metadata': 'tells AWS which constructs were used; nothing hangs on it',
};
