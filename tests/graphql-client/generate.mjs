// Generates generated/client.ts from docs/schema.graphql and documents/*.graphql: node generate.mjs [folder of documents]
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { codegen } from '@graphql-codegen/core';
import * as typedDocuments from '@graphql-codegen/typed-document-node';
import * as operations from '@graphql-codegen/typescript-operations';
import { buildSchema, parse } from 'graphql';

const here = import.meta.dirname;
const documents = process.argv[2] ?? join(here, 'documents');
const sdl = readFileSync(join(here, '..', '..', 'docs', 'schema.graphql'), 'utf8');

const output = await codegen({
  filename: 'client.ts',
  schema: parse(sdl),
  schemaAst: buildSchema(sdl),
  documents: readdirSync(documents)
    .filter((name) => name.endsWith('.graphql'))
    .sort()
    .map((name) => ({ location: join(documents, name), document: parse(readFileSync(join(documents, name), 'utf8')) })),
  config: {
    scalars: { DateTime: 'string', DateOnly: 'string', TimeOnly: 'string', Decimal: 'number' },
    strictScalars: true,
    enumsAsTypes: true,
    useTypeImports: true,
  },
  plugins: [{ operations: {} }, { typedDocuments: {} }],
  pluginMap: { operations, typedDocuments },
});
mkdirSync(join(here, 'generated'), { recursive: true });
writeFileSync(join(here, 'generated', 'client.ts'), output);
