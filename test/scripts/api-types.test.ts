import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { typeFiles } from '../../scripts/api-type-files.js';
import { kindsIn } from '../../scripts/api-types.js';

const folder = mkdtempSync(join(tmpdir(), 'api-types-'));
afterAll(() => rmSync(folder, { recursive: true }));

const LEDGER = `
apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
spec:
  group: books.example.com
  scope: Namespaced
  names: { kind: Ledger }
  versions:
    - { name: v1beta1, storage: false, schema: { openAPIV3Schema: { type: object } } }
    - name: v1
      storage: true
      schema:
        openAPIV3Schema:
          type: object
          required: [spec]
          properties:
            apiVersion: { type: string }
            kind: { type: string }
            metadata: { type: object }
            spec:
              type: object
              required: [pages]
              properties:
                pages: { type: array, items: { type: object, properties: { size: { x-kubernetes-int-or-string: true } } } }
                cover: { type: object, description: another text, properties: { size: { x-kubernetes-int-or-string: true } } }
                state: { type: string, enum: [Open, Torn] }
                tags: { type: object, additionalProperties: { type: array, items: { type: string } } }
                raw: { type: object, x-kubernetes-preserve-unknown-fields: true }
                'odd-name': { type: integer }
---
kind: ConfigMap
`;

const SWAGGER = {
  definitions: {
    'a.Shelf': {
      'x-kubernetes-group-version-kind': [{ group: 'books.example.com', version: 'v2', kind: 'Shelf' }],
      type: 'object',
      properties: {
        metadata: { $ref: '#/definitions/io.ObjectMeta' },
        status: { $ref: '#/definitions/a.ShelfStatus' },
      },
    },
    'a.ShelfStatus': { type: 'object', properties: { full: { type: 'boolean' } } },
    'io.ObjectMeta': { type: 'object' },
  },
};

it('writes an interface for each object of the stored version, one for those that look alike', () => {
  writeFileSync(join(folder, 'ledger.yaml'), LEDGER);
  writeFileSync(join(folder, 'swagger.json'), JSON.stringify(SWAGGER));
  const layout = {
    kinds: { Ledger: 'A book.', Shelf: 'Books.' },
    names: { 'LedgerSpec.pages[]': 'Sheet' },
    files: { Sheet: 'One leaf.' },
  };
  const files = Object.fromEntries(typeFiles(kindsIn(folder), layout).map(({ name, text }) => [name, text]));
  expect(Object.keys(files)).toEqual(['ledger', 'sheet', 'shelf']);
  expect(files.ledger).toBe(`import type { ObjectMeta } from './object-meta.js';
import type { Sheet } from './sheet.js';

/** A book. */
export interface Ledger {
  apiVersion: 'books.example.com/v1';
  kind: 'Ledger';
  metadata: ObjectMeta;
  spec: LedgerSpec;
}

export interface LedgerSpec {
  pages: Sheet[];
  cover?: Sheet;
  state?: 'Open' | 'Torn';
  tags?: { [key: string]: string[] };
  raw?: { [key: string]: unknown };
  'odd-name'?: number;
}
`);
  expect(files.sheet).toBe(`/** One leaf. */
export interface Sheet {
  size?: number | string;
}
`);
  expect(files.shelf).toContain('export interface ShelfStatus {\n  full?: boolean;\n}');
});

it('says which kind no file defines', () => {
  const layout = { kinds: { Poem: '' }, names: {}, files: {} };
  expect(() => typeFiles(kindsIn(folder), layout)).toThrow('No file defines Poem.');
});
