import { expect, test } from 'vitest';
import * as z from 'zod/mini';
import { faultsOf } from '../../src/boundary/faults-of.js';
import { integer, keyed, list, name, oneOf, optional, rule } from '../../src/boundary/schema.js';

const schema = keyed({
  name: name(),
  size: optional(integer(1, 3)),
  mode: optional(oneOf(['fast', 'slow'])),
  rules: optional(list(keyed({ when: name() }))),
  either: optional(z.union([name(), keyed({ path: name() }, 'a path')], 'a text or a path')),
}).check(rule((keys) => keys.length < 4, 'an object of at most three fields'));

test.each<[value: unknown, faults: [path: string, message: string][]]>([
  [{ name: 'a', size: 3, mode: 'fast' }, []],
  [{ name: 'a', size: null, mode: undefined }, []],
  [null, [['', 'options is null, not an object']]],
  [{ name: '' }, [['name', 'name is "", not a name']]],
  [{ name: 'a', size: 4 }, [['size', 'size is 4, not an integer from 1 to 3']]],
  [{ name: 'a', size: 0.5 }, [['size', 'size is 0.5, not an integer from 1 to 3']]],
  [{ name: 'a', mode: 'fats' }, [['mode', 'mode is "fats", not one of fast, slow: did you mean fast?']]],
  [
    { name: 'a', rules: [{ when: 'x' }, { whn: 'x' }] },
    [
      ['rules[1].when', 'rules[1].when is missing, not a name'],
      ['rules[1].whn', 'rules[1].whn is an unknown field: did you mean when?'],
    ],
  ],
  [{ name: 'a', either: { path: 5 } }, [['either.path', 'either.path is 5, not a name']]],
  [{ name: 'a', either: 5 }, [['either', 'either is 5, not a text or a path']]],
  [
    { name: 'a', 'x.y': 1 },
    [["['x.y']", "['x.y'] is an unknown field: known fields are name, size, mode, rules, either"]],
  ],
  [
    { name: 'a', size: 1, mode: 'fast', rules: [] },
    [['', 'options is an object, not an object of at most three fields']],
  ],
])('%j', (value, faults) => {
  expect(faultsOf(schema, value, 'options')).toStrictEqual(
    faults.map(([path, message]) => ({ path, message })),
  );
  for (const { path, message } of faultsOf(schema, value, 'options', 'spec.options')) {
    expect(path.startsWith('spec.options')).toBe(true);
    expect(message.startsWith(path)).toBe(true);
  }
});
