import type { Context } from 'aws-lambda';
import { type RevealRequest, reveal } from '../../shared/steps/reveal.ts';
import { basics, keyRing, vault } from '../wiring.ts';

const ports = { ...basics('reveal'), vault: vault(), keys: keyRing() };

/** The caller names itself; that it may call at all is IAM's doing, and CloudTrail's record of who it was. */
export async function handler({ documentId, actor }: Omit<RevealRequest, 'requestId'>, { awsRequestId }: Context) {
  return { contacts: (await reveal(ports, { documentId, actor, requestId: awsRequestId })) ?? null };
}
