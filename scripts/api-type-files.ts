import type { Schema, ServedKind } from './api-types.js';

/** A file of types, as it is written. */
export interface TypeFile {
  readonly name: string;
  readonly text: string;
}

/** How the types of schemas are named and laid out. */
export interface TypeLayout {
  /** The kinds, in the order in which they are written, each with a sentence. */
  readonly kinds: { readonly [kind: string]: string };
  /** Names of objects by where they stand, such as `Parent.property` or `Parent.list[]`, where the property is not name enough. */
  readonly names: { readonly [property: string]: string };
  /** Types that have a file of their own, with what only they use; each with a sentence. */
  readonly files: { readonly [type: string]: string };
}

interface Found {
  readonly name: string;
  /** The file's type: a kind, or one of the layout's. */
  readonly home: string;
  readonly lines: readonly string[];
  readonly uses: ReadonlySet<string>;
}

/** TypeScript for kinds: an interface for each object with properties, one for all that look the same. */
export function typeFiles(kinds: readonly ServedKind[], layout: TypeLayout): readonly TypeFile[] {
  const found = new Map<string, Found>();
  const byShape = new Map<string, string>();
  const given = new Set(Object.values(layout.names));

  /** The name of an object's type, which is written where it is new. */
  const named = (
    schema: Schema,
    wanted: string,
    parent: string,
    home: string,
    fixed?: readonly string[],
  ): string => {
    const shape = shapeOf(schema);
    // A name that the layout gives to several is that of the first of them.
    const known = fixed
      ? undefined
      : (byShape.get(shape) ?? (given.has(wanted) ? found.get(wanted)?.name : undefined));
    if (known !== undefined) return known;
    const taken = found.has(wanted) || (!fixed && wanted in layout.kinds);
    const name = taken ? `${parent}${wanted}` : wanted;
    const place = name in layout.files ? name : home;
    byShape.set(shape, name);
    const uses = new Set<string>();
    // Takes its place before what it uses, so that a file begins with what it is named after.
    found.set(name, { name, home: place, lines: [], uses });
    const typeOf = (part: Schema, property: string): string => {
      if (part['x-kubernetes-int-or-string'] === true) return 'number | string';
      if (part.enum) return part.enum.map((value) => `'${value}'`).join(' | ');
      if (part.type === 'array') {
        const item = typeOf(part.items ?? {}, `${property}[]`);
        return /[ |{]/.test(item) ? `(${item})[]` : `${item}[]`;
      }
      if (part.type === 'integer' || part.type === 'number') return 'number';
      if (part.type === 'string' || part.type === 'boolean') return part.type;
      if (typeof part.additionalProperties === 'object')
        return `{ [key: string]: ${typeOf(part.additionalProperties, `${property}[]`)} }`;
      if (!part.properties || Object.keys(part.properties).length === 0) return '{ [key: string]: unknown }';
      const used = named(part, nameOf(name, property, layout), name, place);
      uses.add(used);
      return used;
    };
    const fields = Object.entries(schema.properties ?? {})
      .filter(([property]) => !fixed || !['apiVersion', 'kind', 'metadata'].includes(property))
      .map(([property, part]) => {
        const optional = schema.required?.includes(property) ? '' : '?';
        return `  ${/^\w+$/.test(property) ? property : `'${property}'`}${optional}: ${typeOf(part, property)};`;
      });
    if (fixed) uses.add('ObjectMeta');
    found.set(name, { name, home: place, lines: [...(fixed ?? []), ...fields], uses });
    return name;
  };

  for (const kind of Object.keys(layout.kinds)) {
    const served = kinds.find((candidate) => candidate.kind === kind);
    if (!served) throw new Error(`No file defines ${kind}.`);
    const fixed = [`  apiVersion: '${served.apiVersion}';`, `  kind: '${kind}';`, '  metadata: ObjectMeta;'];
    named(served.schema, kind, '', kind, fixed);
  }
  return filesOf([...found.values()], layout);
}

function filesOf(types: readonly Found[], layout: TypeLayout): readonly TypeFile[] {
  const homeOf = new Map(types.map(({ name, home }) => [name, home]));
  const homes = [...new Set(types.map(({ home }) => home))];
  return homes.map((home) => {
    const own = types.filter((type) => type.home === home);
    const imports = new Map<string, string[]>();
    for (const use of new Set(own.flatMap(({ uses }) => [...uses]))) {
      const from = homeOf.get(use) ?? use;
      if (from !== home) imports.set(from, [...(imports.get(from) ?? []), use]);
    }
    const text = [
      ...[...imports]
        .sort(([a], [b]) => (kebab(a) < kebab(b) ? -1 : 1))
        .map(([from, names]) => `import type { ${names.sort().join(', ')} } from './${kebab(from)}.js';`),
      ...own.flatMap(({ name, lines }) => {
        const doc = layout.kinds[name] ?? layout.files[name];
        return ['', ...(doc ? [`/** ${doc} */`] : []), `export interface ${name} {`, ...lines, '}'];
      }),
    ].join('\n');
    return { name: kebab(home), text: `${text.trimStart()}\n` };
  });
}

/** A schema without what does not make a difference to its type. */
function shapeOf(schema: Schema): string {
  return JSON.stringify(schema, (key, value: unknown) =>
    ['description', 'default', 'pattern', 'title'].includes(key) && typeof value !== 'object'
      ? undefined
      : value,
  );
}

function pascal(property: string): string {
  return property.charAt(0).toUpperCase() + property.slice(1);
}

/** `spec.clusters[]` is a `cluster`; what is one of many already, such as a status, stays. */
function singular(property: string): string {
  if (property.endsWith('ies')) return `${property.slice(0, -3)}y`;
  if (property.endsWith('ses')) return property.slice(0, -2);
  return /[^su]s$/.test(property) ? property.slice(0, -1) : property;
}

/** The name of the type of an object that stands in a property, or in a list that does. */
function nameOf(parent: string, property: string, layout: TypeLayout): string {
  const given = layout.names[`${parent}.${property}`];
  if (given !== undefined) return given;
  if (property.endsWith('[]')) return pascal(singular(property.slice(0, -2)));
  return property === 'spec' || property === 'status' ? parent + pascal(property) : pascal(property);
}

function kebab(name: string): string {
  return name.replace(/(?<=[a-z\d])(?=[A-Z])/g, '-').toLowerCase();
}
