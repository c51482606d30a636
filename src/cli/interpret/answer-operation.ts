import type { Interpreter, Operation } from 'karmada-interpreter';
import { type Fields, isAbsent, isFields } from '../../kubernetes/object.js';
import { roleOf } from '../input/role-of.js';
import { Refusal } from '../refusal.js';

/** What an operation is run on, under the names of karmadactl's flags. */
export interface OperationArguments {
  readonly desired?: Fields | undefined;
  readonly observed?: Fields | undefined;
  readonly items: readonly Fields[];
  readonly replicas: number;
}

/** What an operation comes to, under karmadactl's names, in order. */
export interface OperationResult {
  readonly values: { readonly [name: string]: unknown };
  /** What there is to say beside it. */
  readonly note?: string;
}

/**
 * Runs one operation, as `karmadactl interpret` does.
 *
 * @see https://github.com/karmada-io/karmada/blob/v1.15.0/pkg/util/interpreter/rule.go
 */
export function answerOperation(
  interpreter: Interpreter,
  operation: Operation,
  given: OperationArguments,
): OperationResult {
  if (operation === 'Retain') {
    const { desired, observed } = given;
    if (!desired) throw new Refusal('Retain needs the object as Karmada wants it: FILE, or --desired-file');
    if (!observed) throw new Refusal('Retain needs the object as a member cluster has it: --observed-file');
    return { values: { retained: interpreter.retain(desired, observed) } };
  }
  return run(interpreter, operation, theObject(given), given);
}

function run(
  interpreter: Interpreter,
  operation: Exclude<Operation, 'Retain'>,
  object: Fields,
  { items, replicas: wanted }: OperationArguments,
): OperationResult {
  switch (operation) {
    case 'InterpretReplica': {
      const { replicas, requirements } = interpreter.getReplicas(object);
      return { values: { replica: replicas, requires: requirements ?? null } };
    }
    case 'InterpretComponent':
      return { values: { components: interpreter.getComponents(object) } };
    case 'ReviseReplica':
      return { values: { revised: interpreter.reviseReplica(object, wanted) } };
    case 'InterpretStatus':
      return { values: { status: interpreter.reflectStatus(object) ?? null } };
    case 'AggregateStatus':
      return {
        values: { aggregatedStatus: interpreter.aggregateStatus(object, itemsIn(items) as never) },
        ...(items.length === 0 && { note: NO_ITEMS }),
      };
    case 'InterpretHealth': {
      const { healthy, state, reason, message } = interpreter.interpretHealth(object);
      return { values: { healthy }, note: `${state} (${reason})${message ? `: ${message}` : ''}` };
    }
    case 'InterpretDependency':
      return { values: { dependencies: interpreter.getDependencies(object) } };
  }
}

const NO_ITEMS =
  'no --status-file is given: this is the status of an object that no cluster has reported anything of';

/** The one object that an operation is about. */
export function theObject({ desired, observed }: OperationArguments): Fields {
  if (desired && observed)
    throw new Refusal('it takes one object: FILE, --desired-file or --observed-file; Retain alone takes two');
  const object = desired ?? observed;
  if (!object) throw new Refusal('it needs an object: FILE, --desired-file or --observed-file');
  return object;
}

/** Items of status: as they are, or those of a binding. */
function itemsIn(objects: readonly Fields[]): readonly unknown[] {
  return objects.flatMap((object) => {
    if (roleOf(object) !== 'binding') return [object];
    const { aggregatedStatus }: Fields = isFields(object.status) ? object.status : {};
    return isAbsent(aggregatedStatus) ? [] : (aggregatedStatus as readonly unknown[]);
  });
}
