// Asks a hub by the generated types: node generated/build/client.js <url> <api key> <tracking id>
// Prints what it got as one line of JSON.
import { print } from 'graphql';
import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import { ParcelByTrackingIdDocument, ParcelsNeedingAttentionDocument } from './generated/client.js';

const [url, apiKey, trackingId] = process.argv.slice(2);
if (!url || !apiKey || !trackingId) throw new Error('usage: client.js <url> <api key> <tracking id>');

async function ask<TData, TVariables>(document: TypedDocumentNode<TData, TVariables>, variables: TVariables): Promise<TData> {
  const answer = await fetch(url!, {
    method: 'POST',
    headers: {
      accept: 'application/graphql-response+json',
      authorization: `Bearer ${apiKey}`,
      'content-type': 'application/json',
    },
    body: JSON.stringify({ query: print(document), variables }),
  });
  const { data, errors } = (await answer.json()) as { data?: TData; errors?: { message: string }[] };
  if (!data || errors) throw new Error(`${answer.status}: ${errors?.map((error) => error.message).join(' ')}`);
  return data;
}

const { packageByTrackingId: parcel } = await ask(ParcelByTrackingIdDocument, { trackingId });
const { packagesNeedingAttention: troubled } = await ask(ParcelsNeedingAttentionDocument, { first: 5 });
if (!parcel) throw new Error(`There is no parcel ${trackingId}.`);

const order: string | undefined = parcel.order?.orderNumber;
const places: (string | null)[] = parcel.events.map((event) => event.location);
const mailed: (string | null)[] = parcel.events.flatMap((event) => event.sentEmail?.email ?? []);
console.log(JSON.stringify({ order, state: parcel.state, places, mailed, troubled: troubled.length }));
