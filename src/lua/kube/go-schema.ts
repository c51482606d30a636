/** What a field of a Go struct may hold. */
export type GoType =
  | { readonly type: 'string' | 'bool' | 'int32' | 'int64' | 'any'; readonly name: string }
  | { readonly type: 'quantity' | 'intOrString' }
  | { readonly type: 'map' | 'list'; readonly name: string; readonly of: GoType }
  | { readonly type: 'struct'; readonly name: string; readonly fields: () => Fields };

/** A field: its name as it is written, its type, and the embedded structs that it comes from. */
export interface Field {
  readonly name: string;
  readonly type: GoType;
  readonly within: readonly string[];
  /** Whether it is written even where it is empty. */
  readonly always: boolean;
}

/** The fields of a struct by their names in small letters. */
type Fields = ReadonlyMap<string, Field>;

const SCALARS: { readonly [letter: string]: GoType } = {
  s: { type: 'string', name: 'string' },
  b: { type: 'bool', name: 'bool' },
  i: { type: 'int32', name: 'int32' },
  l: { type: 'int64', name: 'int64' },
  q: { type: 'quantity' },
  p: { type: 'intOrString' },
  a: { type: 'any', name: 'any' },
};

/**
 * Structs from a table of them.
 *
 * @param table - One struct a line: its name, and its fields by type: `s: a b` for texts, `b`, `i` and `l` for bools
 * and integers, `q` for quantities, `p` for ports, `m` for maps of texts, `[]x` for lists, a name for another struct
 * and `=Name` for a text of that type; `+Name` embeds a struct, `@Name` has the fields of another one, and `!` marks what is written even where it is empty.
 */
export function structsOf(table: string, packageOf: (struct: string) => string): (name: string) => GoType {
  const lines = new Map(
    table
      .trim()
      .split('\n')
      .map((line) => {
        const [name = '', rest = ''] = line.trim().split('|');
        return [name, rest] as const;
      }),
  );
  const made = new Map<string, GoType>();
  const named = (name: string) => `${packageOf(name)}.${name}`;

  const typeOf = (text: string): GoType => {
    if (text.startsWith('[]')) {
      const of = typeOf(text.slice(2));
      return { type: 'list', of, name: `[]${'name' in of ? of.name : text.slice(2)}` };
    }
    if (text.startsWith('=')) return { type: 'string', name: named(text.slice(1)) };
    if (text === 'm') return { type: 'map', of: SCALARS.s as GoType, name: 'map[string]string' };
    if (text === 'R') return { type: 'map', of: SCALARS.q as GoType, name: 'v1.ResourceList' };
    return SCALARS[text] ?? struct(text);
  };
  const struct = (name: string): GoType => {
    const known = made.get(name);
    if (known !== undefined) return known;
    let fields: Fields | undefined;
    const type: GoType = {
      type: 'struct',
      name: named(name),
      fields() {
        fields ??= fieldsOf(name);
        return fields;
      },
    };
    made.set(name, type);
    return type;
  };
  const fieldsOf = (name: string): Fields => {
    const fields = new Map<string, Field>();
    const line = lines.get(name) ?? '';
    if (line.startsWith('@')) return fieldsOf(line.slice(1));
    for (const group of line.split(';')) {
      const [text = '', names = ''] = group.trim().split(':');
      if (text.startsWith('+')) {
        const embedded = text.slice(1);
        for (const [key, field] of fieldsOf(embedded)) {
          fields.set(key, { ...field, within: [embedded, ...field.within] });
        }
        continue;
      }
      const type = typeOf(text);
      for (const field of names.trim().split(' ')) {
        const name = field.replace('!', '');
        if (name !== '') fields.set(name.toLowerCase(), { name, type, within: [], always: name !== field });
      }
    }
    return fields;
  };
  return struct;
}
