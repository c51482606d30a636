export { compileInterpreter } from './compile-interpreter.js';
export { DeclarationError, type DeclarationFault } from './declaration-error.js';
export type {
  ComponentRule,
  ConditionPredicate,
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
} from './interpreter-declaration.js';
export { interpreterDeclarationSchema } from './interpreter-declaration-schema.js';
