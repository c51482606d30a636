import type { StatusOf } from '../status/compiled-status.js';
import type { KindDeclaration, Path } from './kind-declaration.js';
import type { KindInterpreter } from './kind-interpreter.js';

/** The methods that a field of a declaration brings with it. */
interface MethodsOf {
  status: StatusMethod;
  summary: StatusMethod;
  replicas: 'getReplicas';
  revise: 'reviseReplica';
  components: 'getComponents';
  podTemplate: 'getDependencies';
  dependencies: 'getDependencies';
  health: 'interpretHealth';
  retain: 'retain';
}

type StatusMethod =
  | 'aggregateStatus'
  | 'explainStatus'
  | 'createAggregator'
  | 'mergePartials'
  | 'combinePartials';

/** The methods of a declaration of that type; a path to the replicas brings two more. */
type MethodsIn<Declared> =
  | 'reflectStatus'
  | MethodsOf[keyof Declared & keyof MethodsOf]
  | (Declared extends { readonly replicas: Path } ? 'reviseReplica' | 'retain' : never);

/** The interpreter that comes of a declaration of that type. */
export type DefinedInterpreter<Declared extends KindDeclaration> = KindInterpreter<
  StatusOf<Declared['status']>
> &
  Required<Pick<KindInterpreter<StatusOf<Declared['status']>>, MethodsIn<Declared>>> & {
    /** What it follows from; a declaration of one's own may be spread from it. */
    readonly declaration: Declared;
  };
