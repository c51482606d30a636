import fc from 'fast-check';
import { expect, test } from 'vitest';
import { memberTable } from '../../../src/interpreters/status/members.js';

const COLUMNS = 3;

test('each member keeps its own numbers while others come and go', () => {
  const steps = fc.array(fc.tuple(fc.nat(60), fc.nat(3), fc.nat(COLUMNS - 1), fc.double()), {
    maxLength: 300,
  });
  const holds = (given: [number, number, number, number][]): void => {
    const table = memberTable(COLUMNS);
    const model = new Map<string, number[]>();
    for (const [member, step, column, value] of given) {
      const name = `member${member}`;
      if (step === 0) {
        if (model.delete(name)) table.release(name);
        continue;
      }
      const numbers = model.get(name) ?? [0, 0, 0];
      numbers[column] = value;
      model.set(name, numbers);
      const row = table.rowOf(name);
      table.set(row, column, value);
    }
    expect([...table.rows.keys()].sort()).toEqual([...model.keys()].sort());
    expect(new Set(table.rows.values()).size).toBe(model.size);
    for (const [name, numbers] of model) {
      const row = table.rows.get(name) as number;
      expect(table.rowOf(name)).toBe(row);
      expect([0, 1, 2].map((column) => table.get(row, column))).toEqual(numbers);
    }
  };
  fc.assert(fc.property(steps, holds));
});

test('a row that is free is given to the next member, without the numbers of its last', () => {
  const table = memberTable(COLUMNS);
  for (let member = 0; member < 20; member++) table.set(table.rowOf(`member${member}`), 1, member + 1);
  const freed = [4, 11, 7].map((member) => {
    const row = table.rows.get(`member${member}`) as number;
    table.release(`member${member}`);
    return row;
  });
  const taken = ['a', 'b', 'c'].map((name) => table.rowOf(name));
  expect([...taken].sort()).toEqual([...freed].sort());
  for (const row of taken) expect([0, 1, 2].map((column) => table.get(row, column))).toEqual([0, 0, 0]);
  expect(table.rowOf('d')).toBe(20);
});

test('rows do not grow in number while the members do not', () => {
  const table = memberTable(COLUMNS);
  for (let round = 0; round < 5000; round++) {
    table.rowOf(`member${round}`);
    if (round >= 10) table.release(`member${round - 10}`);
  }
  expect(table.rows.size).toBe(10);
  expect(Math.max(...table.rows.values())).toBeLessThan(11);
});

test('a table keeps what it holds while it grows', () => {
  const table = memberTable(COLUMNS);
  for (let member = 0; member < 3000; member++) {
    const row = table.rowOf(`member${member}`);
    for (let column = 0; column < COLUMNS; column++) table.set(row, column, member * COLUMNS + column);
  }
  const off: number[] = [];
  for (let member = 0; member < 3000; member++) {
    const row = table.rows.get(`member${member}`) as number;
    for (let column = 0; column < COLUMNS; column++) {
      if (table.get(row, column) !== member * COLUMNS + column) off.push(member);
    }
  }
  expect(off).toEqual([]);
});
