import { createInterpreter, defaultInterpreters, type KindInterpreter } from 'karmada-interpreter';
import {
  compileInterpreter,
  type DeclarationError,
  type DeclarationFault,
  type InterpreterDeclaration,
  type interpreterDeclarationSchema,
} from 'karmada-interpreter/declarative';
import { expectTypeOf } from 'vitest';
import type * as z from 'zod/mini';

// A compiled kind is one like any other; which methods it has is known when it runs.
const kind = compileInterpreter({ apiVersion: 'v1', kind: 'Game' });
expectTypeOf(kind).toExtend<KindInterpreter>();
createInterpreter({ interpreters: [...defaultInterpreters, kind] });
// @ts-expect-error: the kind may have no replicas
kind.getReplicas({});

// What has been parsed is taken as it is.
declare const parsed: unknown;
compileInterpreter(parsed);

// The schema is one of zod, of the declaration's type.
expectTypeOf<z.infer<typeof interpreterDeclarationSchema>>().toEqualTypeOf<InterpreterDeclaration>();
expectTypeOf<DeclarationError['faults']>().toEqualTypeOf<readonly DeclarationFault[]>();

// A declaration that is written in TypeScript is checked as it is typed.
export const rollout: InterpreterDeclaration = {
  apiVersion: 'argoproj.io/v1alpha1',
  kind: 'Rollout',
  replicas: { path: '$.spec.replicas' },
  status: {
    replicas: 'sum',
    phase: { worst: ['Degraded', 'Healthy'] },
    up: { from: '$.status.x', reduce: 'all' },
  },
  health: [{ state: 'Healthy', when: { not: { path: '$.status.abort', equals: true } } }],
};
// @ts-expect-error: no such reducer
export const misspelt: InterpreterDeclaration = { apiVersion: 'v1', kind: 'A', status: { a: 'summ' } };
// @ts-expect-error: no such key
export const unknown: InterpreterDeclaration = { apiVersion: 'v1', kind: 'A', agregate: true };
// @ts-expect-error: a kind has a name
export const nameless: InterpreterDeclaration = { apiVersion: 'v1' };
