import { type Fields, setField } from '../../kubernetes/object.js';
import { formatGoQuantity, parseGoQuantity } from './go-quantity.js';
import { type GoType, QUANTITY } from './go-schema.js';

/** JSON that does not fit a Go struct; the message is that of Go. */
export class DecodeFault extends Error {}

/** Where a value stands: the struct, and the fields that lead to it. */
interface Place {
  readonly struct: string;
  readonly path: readonly string[];
}

/**
 * JSON as Go decodes it into a struct and writes it again: names match without regard to case, what is unknown or
 * empty is left out, and of the values that do not fit the first one is named at the end.
 *
 * Quantities become those of Kubernetes, with a `toJSON`.
 *
 * @throws DecodeFault, QuantityFault
 * @see https://github.com/golang/go/blob/go1.24.0/src/encoding/json/decode.go
 */
export function decodeGo(type: GoType, value: unknown): unknown {
  let fault: DecodeFault | undefined;
  const mismatch = (type: GoType, found: string, place: Place | undefined): undefined => {
    const into = place
      ? `struct field ${place.struct.replace(/^\w+\./, '')}.${place.path.join('.')}`
      : 'value';
    fault ??= new DecodeFault(`json: cannot unmarshal ${found} into Go ${into} of type ${type.name}`);
  };
  const decode = (type: GoType, value: unknown, place?: Place): unknown => {
    const { kind, of, fields } = type;
    if (value === null || value === undefined) return undefined;
    if (type === QUANTITY) return quantity(value);
    const found = kindOf(value);
    if (kind !== undefined && kind !== found) return mismatch(type, found, place);
    if (fields) return struct(type.name, fields, value as Fields, place);
    if (of && Array.isArray(value)) return value.map((item) => decode(of, item, place) ?? zeroOf(of));
    if (of) {
      const entries: { [key: string]: unknown } = {};
      for (const key of Object.keys(value).sort())
        setField(entries, key, decode(of, (value as Fields)[key], place) ?? '');
      return entries;
    }
    // An integer of so many bits.
    const limit = type.name === 'int32' ? 2 ** 31 : 2 ** 63;
    if (
      kind !== 'number' ||
      (Number.isInteger(value) && (value as number) >= -limit && (value as number) < limit)
    )
      return value;
    return mismatch(type, `number ${value}`, place);
  };
  const struct = (
    name: string,
    fields: NonNullable<GoType['fields']>,
    value: Fields,
    place: Place | undefined,
  ): object => {
    const decoded: { [field: string]: unknown } = {};
    for (const key of Object.keys(value).sort()) {
      const field = fields.get(foldedName(key));
      if (field === undefined) continue;
      const path = [...(place?.path ?? []), ...field.within, field.name];
      decoded[field.name] = decode(field.type, value[key], { struct: name, path }) ?? decoded[field.name];
    }
    const written: { [field: string]: unknown } = {};
    for (const { name, type, always } of fields.values()) {
      const found = decoded[name];
      if (always) written[name] = found ?? zeroOf(type);
      else if (!isEmpty(type, found)) written[name] = found;
    }
    return written;
  };
  const decoded = decode(type, value);
  if (fault !== undefined) throw fault;
  return decoded;
}

/** What was decoded, with the texts of its quantities. */
export function encodeGo(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value));
}

function isEmpty(type: GoType, value: unknown): boolean {
  if (value === undefined || value === '') return true;
  return type.of !== undefined && Object.keys(value as object).length === 0;
}

/** A name as Go compares it: small letters, and two signs that are letters in other forms. */
function foldedName(key: string): string {
  return key.toLowerCase().replaceAll('ſ', 's').replaceAll('\u212a', 'k');
}

function kindOf(value: unknown): string {
  if (Array.isArray(value)) return 'array';
  return typeof value === 'boolean' ? 'bool' : typeof value;
}

function quantity(value: unknown): object {
  const read = parseGoQuantity((typeof value === 'string' ? value : JSON.stringify(value)).trim());
  return { ...read, toJSON: () => formatGoQuantity(read) };
}

function zeroOf({ kind, fields }: GoType): unknown {
  if (kind === 'string') return '';
  if (kind === 'number') return 0;
  return fields ? {} : null;
}
