import type { Context } from '../context.ts';
import type { Bus } from '../eventbridge/bus.ts';
import type { Handler } from '../http/listen.ts';
import type { Blobs } from '../store/blobs.ts';
import { bucketRoutes } from './bucket-routes.ts';
import { Buckets } from './buckets.ts';
import { applyLifecycles } from './lifecycle.ts';
import { multipartRoutes } from './multipart.ts';
import { objectRoutes } from './object-routes.ts';
import { s3Router } from './router.ts';
import { Uploads } from './uploads.ts';
import { Versions } from './versions.ts';

export interface S3Server {
  readonly handler: Handler;
  /** The bytes of an object, or undefined if it is not there. */
  read(bucket: string, key: string, versionId?: string): Promise<Uint8Array | undefined>;
  /** Does what the buckets' lifecycle rules ask for now. */
  expire(): void;
  /** Removes the files of bodies that a crash left without an object. */
  removeOrphans(): Promise<void>;
}

export function s3Server(context: Context, blobs: Blobs, bus: Bus): S3Server {
  const buckets = new Buckets(context);
  const versions = new Versions(context, blobs, bus);
  const uploads = new Uploads(context, blobs);
  const routes = [
    ...multipartRoutes(context, buckets, versions, uploads, blobs),
    ...objectRoutes(buckets, versions, blobs),
    ...bucketRoutes(buckets, versions),
  ];
  const started = Date.now();
  return {
    handler: s3Router(routes, context.faults),
    read: async (bucket, key, versionId) => {
      const version = versionId === undefined ? versions.latest(bucket, key) : versions.find(bucket, key, versionId);
      return version && !version.marker ? blobs.read(versions.blob(version)) : undefined;
    },
    expire: () => applyLifecycles(buckets, versions, uploads, context.clock()),
    removeOrphans: () => blobs.removeOrphans(file => versions.isNamed(file) || uploads.isNamed(file), started),
  };
}
