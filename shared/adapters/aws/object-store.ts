import { Readable } from 'node:stream';
import {
  DeleteObjectCommand,
  DeleteObjectsCommand,
  GetObjectCommand,
  ListObjectVersionsCommand,
  PutObjectCommand,
  type S3Client,
} from '@aws-sdk/client-s3';
import { Fault, isFault } from '../../ports/fault.ts';
import type { ObjectStore } from '../../ports/object-store.ts';
import { call } from './fault.ts';

/** One S3 bucket. */
export function objectStore(s3: S3Client, bucket: string): ObjectStore {
  const at = ({ key, versionId }: { key: string; versionId?: string }) => ({
    Bucket: bucket,
    Key: key,
    ...(versionId !== undefined && { VersionId: versionId }),
  });

  return {
    bucket,

    async get(ref, { maxBytes = Number.POSITIVE_INFINITY, ifMatch } = {}) {
      return call('S3.GetObject', async () => {
        const answer = await s3.send(
          new GetObjectCommand({ ...at(ref), ...(ifMatch !== undefined && { IfMatch: ifMatch }) }),
        );
        const size = answer.ContentLength ?? 0;
        const tooLarge = size > maxBytes;
        if (tooLarge) discard(answer.Body);
        return {
          ...(answer.VersionId && answer.VersionId !== 'null' && { versionId: answer.VersionId }),
          etag: answer.ETag ?? '',
          size,
          lastModified: (answer.LastModified ?? new Date(0)).toISOString(),
          metadata: answer.Metadata ?? {},
          ...(!tooLarge && answer.Body && { bytes: await answer.Body.transformToByteArray() }),
        };
      });
    },

    async put(key, bytes, { contentType, metadata, ifAbsent } = {}) {
      const command = new PutObjectCommand({
        ...at({ key }),
        Body: bytes,
        ...(contentType !== undefined && { ContentType: contentType }),
        ...(metadata && { Metadata: { ...metadata } }),
        ...(ifAbsent && { IfNoneMatch: '*' }),
      });
      try {
        const { VersionId } = await call('S3.PutObject', () => s3.send(command));
        return { written: true, ...(VersionId && VersionId !== 'null' && { versionId: VersionId }) };
      } catch (error) {
        if (ifAbsent && isFault(error, 'changed')) return { written: false };
        throw error;
      }
    },

    async remove(ref) {
      try {
        await call('S3.DeleteObject', () => s3.send(new DeleteObjectCommand(at(ref))));
      } catch (error) {
        if (!isFault(error, 'missing')) throw error;
      }
    },

    async removeAll(prefix) {
      let removed = 0;
      let marker: { KeyMarker?: string; VersionIdMarker?: string } | undefined = {};
      while (marker) {
        const page: { KeyMarker?: string; VersionIdMarker?: string } = marker;
        const list = await call('S3.ListObjectVersions', () =>
          s3.send(new ListObjectVersionsCommand({ Bucket: bucket, Prefix: prefix, ...page })),
        );
        const versions = [...(list.Versions ?? []), ...(list.DeleteMarkers ?? [])];
        if (versions.length) await removeVersions(versions.map(({ Key, VersionId }) => ({ Key: Key!, VersionId })));
        removed += versions.length;
        marker = list.IsTruncated
          ? {
              ...(list.NextKeyMarker !== undefined && { KeyMarker: list.NextKeyMarker }),
              ...(list.NextVersionIdMarker !== undefined && { VersionIdMarker: list.NextVersionIdMarker }),
            }
          : undefined;
      }
      return removed;
    },
  };

  /** Up to 1,000 versions, which is what a page of the listing holds. A single refusal fails the whole call. */
  async function removeVersions(objects: readonly { Key: string; VersionId: string | undefined }[]): Promise<void> {
    const answer = await call('S3.DeleteObjects', () =>
      s3.send(new DeleteObjectsCommand({ Bucket: bucket, Delete: { Objects: [...objects], Quiet: true } })),
    );
    if (answer.Errors?.length) throw new Fault('unavailable', 'S3.DeleteObjects');
  }
}

/**
 * Ends a download. A body that nobody reads would hold its connection, and a large one must not be fetched to be refused.
 * The checksum of what did arrive is wrong now, and the SDK says so by an error that nobody else would catch.
 */
function discard(body: unknown): void {
  if (body instanceof Readable) body.on('error', () => undefined).destroy();
}
