import {
  type Block,
  DetectDocumentTextCommand,
  GetDocumentTextDetectionCommand,
  StartDocumentTextDetectionCommand,
  type TextractClient,
} from '@aws-sdk/client-textract';
import type { DetectedLine, DetectionPart, TextDetection } from '../../ports/text-detection.ts';
import { call } from './fault.ts';

export interface TextDetectionOptions {
  /** The bucket that holds the documents to read. */
  readonly bucket: string;
  /** Where completions are announced, and the role that Textract takes to do so. */
  readonly topicArn: string;
  readonly roleArn: string;
}

const STATES = {
  IN_PROGRESS: 'running',
  SUCCEEDED: 'succeeded',
  PARTIAL_SUCCESS: 'partial',
  FAILED: 'failed',
} as const;

export function textDetection(
  textract: TextractClient,
  { bucket, topicArn, roleArn }: TextDetectionOptions,
): TextDetection {
  return {
    async detect(bytes) {
      const { Blocks = [] } = await call('Textract.DetectDocumentText', () =>
        textract.send(new DetectDocumentTextCommand({ Document: { Bytes: bytes } })),
      );
      return {
        number: 1,
        engine: 'textract',
        width: 1,
        height: 1,
        lines: linesOf(Blocks).map(({ page: _, ...line }) => line),
      };
    },

    async start({ key, versionId, token, tag }) {
      const { JobId = '' } = await call('Textract.StartDocumentTextDetection', () =>
        textract.send(
          new StartDocumentTextDetectionCommand({
            DocumentLocation: {
              S3Object: { Bucket: bucket, Name: key, ...(versionId !== undefined && { Version: versionId }) },
            },
            ClientRequestToken: token,
            JobTag: tag,
            NotificationChannel: { SNSTopicArn: topicArn, RoleArn: roleArn },
          }),
        ),
      );
      return JobId;
    },

    async result(jobId, next): Promise<DetectionPart> {
      const answer = await call('Textract.GetDocumentTextDetection', () =>
        textract.send(
          new GetDocumentTextDetectionCommand({ JobId: jobId, ...(next !== undefined && { NextToken: next }) }),
        ),
      );
      return {
        state: STATES[answer.JobStatus ?? 'IN_PROGRESS'],
        lines: linesOf(answer.Blocks ?? []),
        pages: answer.DocumentMetadata?.Pages ?? 0,
        ...(answer.NextToken && { next: answer.NextToken }),
      };
    },
  };
}

/** Boxes are shares of the page, so the page counts as 1 × 1. A block without a page is of the only one. */
function linesOf(blocks: readonly Block[]): DetectedLine[] {
  return blocks
    .filter(({ BlockType, Text }) => BlockType === 'LINE' && Text)
    .map(({ Text = '', Confidence = 0, Page = 1, Geometry }) => {
      const box = Geometry?.BoundingBox;
      const { Left = 0, Top = 0, Width = 0, Height = 0 } = box ?? {};
      return {
        page: Page,
        text: Text,
        confidence: Confidence / 100,
        ...(box && { box: { left: Left, top: Top, right: Left + Width, bottom: Top + Height } }),
      };
    });
}
