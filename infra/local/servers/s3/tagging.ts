import type { IncomingHttpHeaders } from 'node:http';
import { ServiceError } from '../http/service-error.ts';
import { childrenNamed, childText, parseXml } from '../http/xml.ts';
import type { Buckets } from './buckets.ts';
import { versionHeader } from './headers.ts';
import { needVersion } from './reading.ts';
import { type Route, type S3Request, xmlReply } from './router.ts';
import type { Versions } from './versions.ts';

export function tagRoutes(buckets: Buckets, versions: Versions): Route[] {
  const version = ({ bucket, key, query }: S3Request) =>
    needVersion(versions, buckets.need(bucket), key, query.get('versionId'));
  const route = { scope: 'object', needs: ['tagging'], takes: ['versionId'] } as const;
  return [
    {
      ...route,
      operation: 'GetObjectTagging',
      method: 'GET',
      run: request => {
        const Tag = Object.entries(version(request).tags).map(([Key, Value]) => ({ Key, Value }));
        return xmlReply({ Tagging: { TagSet: { Tag } } }, versionHeader(version(request)));
      },
    },
    {
      ...route,
      operation: 'PutObjectTagging',
      method: 'PUT',
      run: request => {
        const set = childrenNamed(parseXml(request.body.toString()), 'TagSet')[0];
        if (!set) throw new ServiceError('MalformedXML', 'The XML you provided was not well-formed.');
        const tags = childrenNamed(set, 'Tag').map(
          tag => [childText(tag, 'Key') ?? '', childText(tag, 'Value') ?? ''] as const,
        );
        versions.setTags(version(request), checkTags(tags));
        return { status: 200, headers: versionHeader(version(request)) };
      },
    },
    {
      ...route,
      operation: 'DeleteObjectTagging',
      method: 'DELETE',
      run: request => {
        versions.setTags(version(request), {});
        return { status: 204, headers: versionHeader(version(request)) };
      },
    },
  ];
}

export function tagsOf(headers: IncomingHttpHeaders): Record<string, string> {
  return checkTags([...new URLSearchParams(String(headers['x-amz-tagging'] ?? ''))]);
}

function checkTags(tags: readonly (readonly [string, string])[]): Record<string, string> {
  const valid =
    tags.length <= 10 && tags.every(([key, value]) => key.length >= 1 && key.length <= 128 && value.length <= 256);
  if (!valid || new Set(tags.map(([key]) => key)).size < tags.length)
    throw new ServiceError('InvalidTag', 'The tags are not valid.');
  return Object.fromEntries(tags);
}
