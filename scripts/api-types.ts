import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';

/** As much of OpenAPI as the schemas of Kubernetes objects have. */
export interface Schema {
  readonly type?: string;
  readonly format?: string;
  readonly enum?: readonly unknown[];
  readonly required?: readonly string[];
  readonly properties?: { readonly [name: string]: Schema };
  readonly items?: Schema;
  readonly additionalProperties?: Schema | boolean;
  readonly $ref?: string;
  readonly 'x-kubernetes-int-or-string'?: boolean;
}

/** A kind as it is served. */
export interface ServedKind {
  readonly apiVersion: string;
  readonly kind: string;
  readonly namespaced: boolean;
  readonly schema: Schema;
}

interface CustomResourceDefinition {
  readonly kind?: string;
  readonly spec: {
    readonly group: string;
    readonly scope: string;
    readonly names: { readonly kind: string };
    /** Absent from a patch. */
    readonly versions?: readonly {
      readonly name: string;
      readonly storage: boolean;
      readonly schema: { readonly openAPIV3Schema: Schema };
    }[];
  };
}

interface Swagger {
  readonly definitions: {
    readonly [name: string]: Schema & { readonly 'x-kubernetes-group-version-kind'?: readonly Gvk[] };
  };
}

interface Gvk {
  readonly group: string;
  readonly version: string;
  readonly kind: string;
}

/** Every kind that the files of a folder define: in CRDs and, after those, in the OpenAPI of an API server. */
export function kindsIn(folder: string): readonly ServedKind[] {
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort();
  const textOf = (path: string): string => readFileSync(join(folder, path), 'utf8');
  return [
    ...paths
      .filter((path) => /\.ya?ml$/.test(path))
      .flatMap((path) => parseAllDocuments(textOf(path)))
      .flatMap((document) => kindsOfDefinition(document.toJS())),
    ...paths
      .filter((path) => path.endsWith('swagger.json'))
      .flatMap((path) => kindsOfSwagger(JSON.parse(textOf(path)))),
  ];
}

function kindsOfDefinition(definition: CustomResourceDefinition | null): readonly ServedKind[] {
  if (definition?.kind !== 'CustomResourceDefinition') return [];
  const { group, scope, names, versions = [] } = definition.spec;
  return versions
    .filter(({ storage }) => storage)
    .map(({ name, schema }) => ({
      apiVersion: `${group}/${name}`,
      kind: names.kind,
      namespaced: scope === 'Namespaced',
      schema: schema.openAPIV3Schema,
    }));
}

/** No kind of an API server is told by its definition to be in a namespace; those of Karmada's are not. */
function kindsOfSwagger({ definitions }: Swagger): readonly ServedKind[] {
  const resolve = (schema: Schema): Schema => {
    const name = schema.$ref?.split('/').at(-1);
    if (name !== undefined) return NAMED[name] ?? resolve(definitions[name] ?? {});
    const { properties, items, additionalProperties } = schema;
    return {
      ...schema,
      ...(properties && {
        properties: Object.fromEntries(
          Object.entries(properties).map(([key, value]) => [key, resolve(value)]),
        ),
      }),
      ...(items && { items: resolve(items) }),
      ...(typeof additionalProperties === 'object' && {
        additionalProperties: resolve(additionalProperties),
      }),
    };
  };
  return Object.values(definitions).flatMap((definition) => {
    const [gvk, ...others] = definition['x-kubernetes-group-version-kind'] ?? [];
    if (!gvk || others.length > 0 || !gvk.group.includes('.') || gvk.kind.endsWith('List')) return [];
    const schema = resolve(definition);
    return [{ apiVersion: `${gvk.group}/${gvk.version}`, kind: gvk.kind, namespaced: false, schema }];
  });
}

/** What no schema of an API server spells out. */
const NAMED: { readonly [name: string]: Schema } = {
  'io.k8s.apimachinery.pkg.api.resource.Quantity': { 'x-kubernetes-int-or-string': true },
  'io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta': { type: 'object' },
};
