import { type Fields, isFields } from '../../kubernetes/object.js';
import { put } from '../conversion/write-json.js';
import { type GoQuantity, parseGoQuantity } from './go-quantity.js';
import type { Field, GoType } from './go-schema.js';

/** JSON that does not fit a Go struct; the message is that of Go. */
export class DecodeFault extends Error {}

/** Where a value stands: the struct, and the fields that lead to it. */
interface Place {
  readonly struct: string;
  readonly path: readonly string[];
}

/**
 * JSON as Go decodes it into a struct: names match without regard to case, what is unknown is left out, and of the
 * values that do not fit the first one is named at the end. Quantities become {@link GoQuantity}.
 *
 * @throws DecodeFault, QuantityFault
 * @see https://github.com/golang/go/blob/go1.24.0/src/encoding/json/decode.go
 */
export function decodeGo(type: GoType, value: unknown): unknown {
  const decoder = new Decoder();
  const decoded = decoder.decode(type, value, undefined);
  if (decoder.fault !== undefined) throw decoder.fault;
  return decoded;
}

class Decoder {
  fault: DecodeFault | undefined;

  decode(type: GoType, value: unknown, place: Place | undefined): unknown {
    if (value === null || value === undefined) return undefined;
    switch (type.type) {
      case 'any':
        return value;
      case 'quantity':
        return quantity(value);
      case 'intOrString':
        return typeof value === 'string' ? value : port(value);
      case 'string':
        return typeof value === 'string' ? value : this.mismatch(type.name, kindOf(value), place);
      case 'bool':
        return typeof value === 'boolean' ? value : this.mismatch(type.name, kindOf(value), place);
      case 'int32':
      case 'int64':
        return this.integer(type.name, value, place);
      case 'list':
        if (!Array.isArray(value)) return this.mismatch(type.name, kindOf(value), place);
        return value.map((item) => this.decode(type.of, item, place));
      case 'map':
        return this.map(type.name, type.of, value, place);
      default:
        return this.struct(type, value, place);
    }
  }

  private mismatch(type: string, kind: string, place: Place | undefined): undefined {
    const into =
      place === undefined
        ? 'value'
        : `struct field ${place.struct.replace(/^\w+\./, '')}.${place.path.join('.')}`;
    this.fault ??= new DecodeFault(`json: cannot unmarshal ${kind} into Go ${into} of type ${type}`);
    return undefined;
  }

  private integer(name: string, value: unknown, place: Place | undefined): number | undefined {
    if (typeof value !== 'number') return this.mismatch(name, kindOf(value), place);
    const limit = name === 'int32' ? 2 ** 31 : 2 ** 63;
    if (Number.isInteger(value) && value >= -limit && value < limit) return value;
    return this.mismatch(name, `number ${value}`, place);
  }

  private map(name: string, of: GoType, value: unknown, place: Place | undefined): object | undefined {
    if (!isFields(value)) return this.mismatch(name, kindOf(value), place);
    const entries: { [key: string]: unknown } = {};
    for (const key of Object.keys(value).sort()) {
      const decoded = this.decode(of, value[key], place);
      put(entries, key, decoded ?? '');
    }
    return entries;
  }

  private struct(
    type: GoType & { readonly type: 'struct' },
    value: unknown,
    place: Place | undefined,
  ): Fields | undefined {
    if (!isFields(value)) return this.mismatch(type.name, kindOf(value), place);
    const fields = type.fields();
    const decoded: { [field: string]: unknown } = {};
    for (const key of Object.keys(value).sort()) {
      const field = fields.get(key) ?? fields.get(foldedName(key));
      if (field === undefined) continue;
      const path = [...(place?.path ?? []), ...field.within, field.name];
      const found = this.decode(field.type, value[key], { struct: type.name, path });
      if (found !== undefined) decoded[field.name] = found;
    }
    return decoded;
  }
}

/** A name as Go compares it: small letters, and two signs that are letters in other forms. */
function foldedName(key: string): string {
  return key.toLowerCase().replaceAll('ſ', 's').replaceAll('\u212a', 'k');
}

function kindOf(value: unknown): string {
  if (Array.isArray(value)) return 'array';
  return typeof value === 'boolean' ? 'bool' : typeof value;
}

function quantity(value: unknown): GoQuantity {
  return parseGoQuantity((typeof value === 'string' ? value : JSON.stringify(value)).trim());
}

function port(value: unknown): number {
  const decoded = decodeGo({ type: 'int32', name: 'int32' }, value);
  return decoded as number;
}

/** A decoded value as Go writes it: without what is empty, but for what is always there. */
export function encodeGo(type: GoType, value: unknown, write: (quantity: GoQuantity) => string): unknown {
  switch (type.type) {
    case 'quantity':
      return write(value as GoQuantity);
    case 'list':
      return (value as readonly unknown[]).map((item) => encodeGo(type.of, item, write) ?? zeroOf(type.of));
    case 'map': {
      const entries: { [key: string]: unknown } = {};
      for (const [key, item] of Object.entries(value as object))
        put(entries, key, encodeGo(type.of, item, write));
      return entries;
    }
    case 'struct': {
      const entries: { [key: string]: unknown } = {};
      for (const field of type.fields().values()) {
        const encoded = encodeField(field, (value as Fields)[field.name], write);
        if (encoded !== undefined) entries[field.name] = encoded;
      }
      return entries;
    }
    default:
      return value;
  }
}

function encodeField(field: Field, value: unknown, write: (quantity: GoQuantity) => string): unknown {
  const { type } = field.type;
  const empty =
    value === undefined ||
    value === '' ||
    ((type === 'list' || type === 'map') && Object.keys(value as object).length === 0);
  if (!empty) return encodeGo(field.type, value, write);
  return field.always ? (value ?? zeroOf(field.type)) : undefined;
}

function zeroOf({ type }: GoType): unknown {
  if (type === 'string') return '';
  if (type === 'int32') return 0;
  return type === 'struct' ? {} : null;
}
