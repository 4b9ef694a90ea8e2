import { ServiceError } from '../http/service-error.ts';
import { childrenNamed, childText, parseXml } from '../http/xml.ts';
import { REGION } from '../services.ts';
import { type Bucket, type Buckets, CONFIGURATIONS, checkConfiguration } from './buckets.ts';
import { verifyChecksums } from './checksums.ts';
import { verifyPayloadHash } from './headers.ts';
import { listingRoutes } from './listing.ts';
import { deleteOne } from './object-routes.ts';
import { type Route, type S3Request, xmlReply } from './router.ts';
import type { Versions } from './versions.ts';

export function bucketRoutes(buckets: Buckets, versions: Versions): Route[] {
  const need = (request: S3Request) => buckets.need(request.bucket);
  return [
    {
      operation: 'ListBuckets',
      method: 'GET',
      scope: 'service',
      takes: ['prefix', 'max-buckets'],
      run: () => listBuckets(buckets),
    },
    {
      operation: 'CreateBucket',
      method: 'PUT',
      scope: 'bucket',
      run: ({ bucket }) => {
        buckets.create(bucket);
        return { status: 200, headers: { location: `/${bucket}` } };
      },
    },
    {
      operation: 'HeadBucket',
      method: 'HEAD',
      scope: 'bucket',
      run: request => {
        need(request);
        return { status: 200, headers: { 'x-amz-bucket-region': REGION } };
      },
    },
    {
      operation: 'DeleteBucket',
      method: 'DELETE',
      scope: 'bucket',
      run: request => {
        const bucket = need(request);
        if (versions.select('bucket = ? LIMIT 1', bucket.name).length > 0) {
          throw new ServiceError('BucketNotEmpty', 'The bucket you tried to delete is not empty', 409);
        }
        buckets.remove(bucket);
        return { status: 204 };
      },
    },
    {
      operation: 'GetBucketLocation',
      method: 'GET',
      scope: 'bucket',
      needs: ['location'],
      run: request => {
        need(request);
        // The region where S3 began has no name here.
        return xmlReply({ LocationConstraint: '' });
      },
    },
    {
      operation: 'DeleteObjects',
      method: 'POST',
      scope: 'bucket',
      needs: ['delete'],
      run: request => deleteObjects(versions, need(request), request),
    },
    ...listingRoutes(buckets, versions),
    ...Object.entries(CONFIGURATIONS).flatMap(([part, missing]) => configurationRoutes(buckets, part, missing)),
  ];
}

const listBuckets = (buckets: Buckets) => {
  const Bucket = buckets
    .all()
    .map(({ name, created }) => ({ Name: name, CreationDate: new Date(created).toISOString() }));
  return xmlReply({ ListAllMyBucketsResult: { Buckets: { Bucket } } });
};

/** What GET answers when nothing was put, for the configurations that always have an answer. */
const EMPTY: Readonly<Record<string, string>> = {
  versioning: 'VersioningConfiguration',
  notification: 'NotificationConfiguration',
  logging: 'BucketLoggingStatus',
};

function configurationRoutes(buckets: Buckets, part: string, missing: string | undefined): Route[] {
  const name = part.charAt(0).toUpperCase() + part.slice(1);
  const route = { scope: 'bucket', needs: [part] } as const;
  return [
    {
      ...route,
      operation: `GetBucket${name}`,
      method: 'GET',
      run: ({ bucket }) => {
        const value = buckets.need(bucket).configuration[part];
        if (value === undefined && missing) throw new ServiceError(missing, 'The configuration does not exist.', 404);
        const type = part === 'policy' ? 'application/json' : 'application/xml';
        return { status: 200, headers: { 'content-type': type }, body: value ?? `<${EMPTY[part]}/>` };
      },
    },
    {
      ...route,
      operation: `PutBucket${name}`,
      method: 'PUT',
      run: ({ bucket, headers, body }) => {
        verifyPayloadHash(headers, body);
        verifyChecksums(headers, body);
        checkConfiguration(part, body.toString());
        buckets.configure(buckets.need(bucket), part, body.toString());
        return { status: part === 'policy' ? 204 : 200 };
      },
    },
    ...(missing
      ? [
          {
            ...route,
            operation: `DeleteBucket${name}`,
            method: 'DELETE',
            run: ({ bucket }: S3Request) => {
              buckets.configure(buckets.need(bucket), part, undefined);
              return { status: 204 };
            },
          },
        ]
      : []),
  ];
}

function deleteObjects(versions: Versions, bucket: Bucket, { headers, body }: S3Request) {
  verifyPayloadHash(headers, body);
  verifyChecksums(headers, body);
  const root = parseXml(body.toString());
  const objects = childrenNamed(root, 'Object');
  if (root?.name !== 'Delete' || objects.length === 0 || objects.length > 1000) {
    throw new ServiceError('MalformedXML', 'The XML you provided was not well-formed or did not validate.');
  }
  const deleted = objects.map(object => {
    const Key = childText(object, 'Key') ?? '';
    const VersionId = childText(object, 'VersionId');
    const result = deleteOne(versions, bucket, Key, VersionId);
    const marked = result['x-amz-delete-marker'] === 'true';
    return {
      Key,
      VersionId,
      ...(marked ? { DeleteMarker: true, DeleteMarkerVersionId: result['x-amz-version-id'] } : {}),
    };
  });
  const quiet = childText(root, 'Quiet') === 'true';
  return xmlReply({ DeleteResult: quiet ? '' : { Deleted: deleted } });
}
