// Audits a GraphQL endpoint: node audit.mjs <url> [api key]
// Prints one line per audit that is not ok, then "<passed>/<all> ok". Exits with 0 only when all passed.
import { auditServer } from 'graphql-http';

const [url, apiKey] = process.argv.slice(2);
if (!url) {
  console.error('usage: node audit.mjs <url> [api key]');
  process.exit(2);
}

const withKey = (input, init = {}) => {
  const headers = new Headers(init.headers);
  headers.set('authorization', `Bearer ${apiKey}`);
  return fetch(input, { ...init, headers });
};

const results = await auditServer({ url, fetchFn: apiKey ? withKey : fetch });
const failed = results.filter((result) => result.status !== 'ok');
for (const { status, id, name, reason } of failed) console.log(`${status} ${id} ${name}: ${reason}`);
console.log(`${results.length - failed.length}/${results.length} ok`);
process.exit(failed.length === 0 ? 0 : 1);
