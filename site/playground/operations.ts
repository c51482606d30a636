import type { Interpreter, KubernetesObject, Operation } from 'karmada-interpreter';
import type { Classified } from './classify.js';
import { type FaultList, messageOf } from './fault-list.js';
import { type StatusLine, statusLines } from './status-lines.js';

/** What the interpreter of the kind answers to one operation. */
export interface OperationView {
  readonly operation: Operation;
  /** What was asked, such as `reviseReplica(template, 5)`. */
  readonly call: string;
  /** The answer as YAML; of a changed object, with what has changed marked. */
  readonly lines?: readonly StatusLine[];
  /** Why there is no answer. */
  readonly message?: string;
}

/** What is asked about. */
export interface Subject {
  readonly interpreter: Interpreter;
  readonly template: Classified & { readonly value: KubernetesObject };
  /** The object as a member cluster has it. */
  readonly observed: (Classified & { readonly value: KubernetesObject }) | undefined;
  /** The template with its federated status. */
  readonly federated: KubernetesObject;
  /** What one cluster is to run, for ReviseReplica. */
  readonly replicas: number;
}

interface Question {
  readonly operation: Operation;
  readonly call: string;
  /** Without it, something else has to be given first. */
  readonly ask?: () => { readonly before?: unknown; readonly answer: unknown };
  readonly needs?: string;
}

/** Every operation that the kind has, with its answer; what fails is taken down as a fault. */
export function answerOperations(
  subject: Subject,
  faults: FaultList,
  customizations: readonly Classified[],
): readonly OperationView[] {
  const { interpreter, template, observed } = subject;
  return questionsOf(subject)
    .filter(({ operation }) => interpreter.supports(kindOf(template.value), operation))
    .map(({ operation, call, ask, needs = '' }): OperationView => {
      if (!ask) return { operation, call, message: needs };
      try {
        const { answer, before } = ask();
        if (answer === undefined) return { operation, call, message: 'nothing: there is no status yet' };
        return { operation, call, lines: statusLines(before ?? answer, answer) };
      } catch (error) {
        faults.addError(error, observed ?? template, customizations);
        return { operation, call, message: messageOf(error) };
      }
    });
}

function questionsOf({ interpreter, template, observed, federated, replicas }: Subject): readonly Question[] {
  const object = template.value;
  const member = observed?.value;
  const [name, asked] = member ? ['observed', member] : ['template', federated];
  return [
    {
      operation: 'InterpretReplica',
      call: 'getReplicas(template)',
      ask: () => ({ answer: interpreter.getReplicas(object) }),
    },
    {
      operation: 'InterpretComponent',
      call: 'getComponents(template)',
      ask: () => ({ answer: interpreter.getComponents(object) }),
    },
    {
      operation: 'ReviseReplica',
      call: `reviseReplica(template, ${replicas})`,
      ask: () => ({ before: object.spec, answer: interpreter.reviseReplica(object, replicas).spec }),
    },
    {
      operation: 'Retain',
      call: 'retain(template, observed)',
      needs: 'needs the object as a member has it: add it as a second document of the same name',
      ...(member && { ask: () => ({ before: object, answer: interpreter.retain(object, member) }) }),
    },
    {
      operation: 'InterpretStatus',
      call: `reflectStatus(${name})`,
      ask: () => ({ answer: interpreter.reflectStatus(member ?? object) }),
    },
    {
      operation: 'InterpretHealth',
      call: `interpretHealth(${name})`,
      ask: () => ({ answer: interpreter.interpretHealth(asked) }),
    },
    {
      operation: 'InterpretDependency',
      call: 'getDependencies(template)',
      ask: () => ({ answer: interpreter.getDependencies(object) }),
    },
  ];
}

/** The kind that an object names. */
export function kindOf(object: KubernetesObject): { readonly apiVersion: string; readonly kind: string } {
  const { apiVersion, kind } = object;
  return { apiVersion: String(apiVersion), kind: String(kind) };
}
