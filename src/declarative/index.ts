export { compileInterpreter } from './compile.js';
export type {
  ComponentRule,
  ConditionsRule,
  DependencyRule,
  FieldRule,
  HealthRule,
  InterpreterDeclaration,
  Operand,
  Place,
  Predicate,
  ReducerName,
  ReducerRule,
  ReplicasRule,
} from './declaration.js';
export { DeclarationError, type DeclarationFault } from './error.js';
export { interpreterDeclarationSchema } from './schema.js';
