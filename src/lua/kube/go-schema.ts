/** What a value of a Go type may be. */
export interface GoType {
  /** What Go calls the JSON of such a value; nothing where any will do. */
  readonly kind?: string;
  readonly name: string;
  /** The type of the items of a list, and of the values of a map. */
  readonly of?: GoType;
  /** The fields of a struct by their names in small letters. */
  readonly fields?: ReadonlyMap<string, Field>;
}

/** A field: its name as it is written, its type, and the embedded structs that it comes from. */
interface Field {
  readonly name: string;
  readonly type: GoType;
  readonly within: readonly string[];
  /** Whether it is written even where it is empty. */
  readonly always: boolean;
}

export const QUANTITY: GoType = { name: 'resource.Quantity' };
const TEXT: GoType = { kind: 'string', name: 'string' };
const SCALARS: { readonly [letter: string]: GoType } = {
  s: TEXT,
  b: { kind: 'bool', name: 'bool' },
  i: { kind: 'number', name: 'int32' },
  l: { kind: 'number', name: 'int64' },
  q: QUANTITY,
  m: { kind: 'object', of: TEXT, name: 'map[string]string' },
  R: { kind: 'object', of: QUANTITY, name: 'v1.ResourceList' },
  a: { name: 'any' },
};

/**
 * Structs from a table of them.
 *
 * @param table - Names of structs, each with its fields in braces: `type:field field type:field`. A type is `s` for
 * texts, `b`, `i` and `l` for bools and integers, `q` for quantities, `m` and `R` for maps of texts and of quantities,
 * `a` for anything, `=Name` for a text of that type, or a struct, whose own fields may follow in braces; `[]` stands
 * before the type of a list's items, and `*` in a name for that of the field, without the plural of a list. `!` marks
 * fields that are written even where they are empty; `+Name` embeds a struct, and `@Name` has the fields of another one.
 */
export function structsOf(table: string): (name: string) => GoType {
  const made = new Map<string, GoType & { readonly fields: Map<string, Field> }>();
  const struct = (name: string) => {
    const full = name.includes('.') ? name : `v1.${name}`;
    const found = made.get(full) ?? { kind: 'object', name: full, fields: new Map<string, Field>() };
    made.set(full, found);
    return found;
  };
  const typeOf = (pattern: string, field: string): GoType => {
    if (pattern.startsWith('[]')) {
      const of = typeOf(pattern.slice(2), field.replace(/s$/, ''));
      return { kind: 'array', of, name: `[]${of.name}` };
    }
    const name = pattern.replace('*', field.charAt(0).toUpperCase() + field.slice(1));
    if (name.startsWith('=')) return { kind: 'string', name: `v1.${name.slice(1)}` };
    return SCALARS[name] ?? struct(name);
  };
  const tokens = table.matchAll(/[{}]|[^\s{}]+/g);
  /** Reads up to the end of a struct; of the table, where none is given. */
  const read = (into?: Map<string, Field>): void => {
    let pattern = '';
    let last: GoType | undefined;
    for (const [token] of tokens) {
      if (token === '}') return;
      const [, embedding, embedded = ''] = /^([+@])(.*)/.exec(token) ?? [];
      if (token === '{') read((last?.of ?? last)?.fields as Map<string, Field>);
      else if (into === undefined) last = struct(token);
      else if (embedding) {
        for (const [key, field] of struct(embedded).fields) {
          const within = embedding === '+' ? [embedded, ...field.within] : field.within;
          into.set(key, { ...field, within });
        }
      } else {
        const [written = '', type = pattern] = token.split(':').reverse();
        const name = written.replace('!', '');
        pattern = type;
        last = typeOf(type, name);
        into.set(name.toLowerCase(), { name, type: last, within: [], always: name !== written });
      }
    }
  };
  read();
  return struct;
}
