export { compileInterpreter } from './compile-interpreter.js';
export { DeclarationError, type DeclarationFault } from './declaration-error.js';
export type {
  ChooseRule,
  ComponentRule,
  ConditionPredicate,
  ConditionsRule,
  DependencyRule,
  FieldRule,
  HealthRule,
  InterpreterDeclaration,
  ListRule,
  Operand,
  PhaseRule,
  Place,
  Predicate,
  ReducerName,
  ReducerRule,
  Reduction,
  ReplicasRule,
  RollupRule,
} from './interpreter-declaration.js';
export { interpreterDeclarationSchema } from './interpreter-declaration-schema.js';
