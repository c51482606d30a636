import { InterpreterError } from '../../errors.js';
import type { AggregatedStatusItem } from '../../generation/items.js';
import { GENERATION_FIELDS } from '../../generation/processed-generation.js';
import type { KindInterpreter } from '../../interpreters/kind-interpreter.js';
import type { KubernetesObject } from '../../kubernetes/object.js';
import { guessType, USUAL_SPEC, USUAL_STATUS } from './guess-type.js';
import {
  addReads,
  fieldShape,
  itemOf,
  learn,
  newShape,
  PROBES,
  plainValueOf,
  type Shape,
  type ShapeType,
} from './shape.js';
import { noReads, type Reads, watch } from './watch.js';

/** What the objects of a kind look like, as far as its interpreter lets see. */
export interface KindShape {
  readonly spec: Shape;
  readonly status: Shape;
}

/** Objects that a caller knows to be of the kind. */
export interface Samples {
  readonly template?: KubernetesObject | undefined;
  readonly statuses?: readonly unknown[] | undefined;
}

/** Where an interpreter says that something is malformed, and what it would take there. */
type Complaint = readonly [path: string, message: string];

/** The most places that are tried, and the deepest of them. */
const MOST_PLACES = 400;
const DEEPEST = 10;

/**
 * Finds out what the objects of a kind look like: which fields its interpreter reads, by handing it objects that take
 * that down, and what it takes in each, by what it refuses. A declaration says which fields it has.
 */
export function shapeOf(interpreter: KindInterpreter, samples: Samples = {}): KindShape {
  const { declaration } = interpreter;
  const shape: KindShape = { spec: newShape('spec'), status: newShape('status') };
  const { status = {}, reflects = [] } = declaration ?? {};
  for (const field of [...Object.keys(status), ...(reflects === 'whole' ? [] : reflects)])
    fieldShape(shape.status, field);
  if (samples.template) learn(shape.spec, samples.template.spec ?? {});
  for (const sample of [...(samples.statuses ?? []), samples.template?.status]) learn(shape.status, sample);
  explore('status', shape, interpreter);
  for (const field of GENERATION_FIELDS) shape.status.fields.delete(field);
  // A script is handed a copy, of which nobody sees what it reads.
  if (shape.status.fields.size === 0) for (const name of USUAL_STATUS) fieldShape(shape.status, name);
  if (declaration === undefined && !samples.template)
    for (const name of USUAL_SPEC) fieldShape(shape.spec, name);
  explore('status', shape, interpreter);
  explore('spec', shape, interpreter);
  for (const field of GENERATION_FIELDS) shape.status.fields.delete(field);
  return shape;
}

/** Tries every place below a part of the object, those included that come to light on the way. */
function explore(part: 'spec' | 'status', shape: KindShape, interpreter: KindInterpreter): void {
  const root = shape[part];
  root.types.add('object');
  root.settled = true;
  run(interpreter, part, shape, root);
  const queue = unsettled(root, part, 0);
  for (let tried = 0; queue.length > 0 && tried < MOST_PLACES; tried++) {
    const [place, path, depth] = queue.shift() as Place;
    if (place.settled) continue;
    settle(place, path, part, shape, interpreter);
    queue.push(...unsettled(root, part, 0).filter(([other]) => !queue.some(([known]) => known === other)));
    if (depth >= DEEPEST) place.fields.clear();
  }
}

type Place = readonly [shape: Shape, path: string, depth: number];

/** The places below one whose types are not known yet, outermost first. */
function unsettled(shape: Shape, path: string, depth: number): Place[] {
  if (depth > DEEPEST) return [];
  const below = Array.from(shape.fields, ([key, field]): [Shape, string] => [field, `${path}.${key}`]);
  if (shape.item) below.push([shape.item, `${path}[0]`]);
  if (shape.entry) below.push([shape.entry, `${path}.a`]);
  const here = below.filter(([one]) => !one.settled).map(([one, at]): Place => [one, at, depth + 1]);
  return [
    ...here,
    ...below.filter(([one]) => one.settled).flatMap(([one, at]) => unsettled(one, at, depth + 1)),
  ];
}

/** Types that say nothing new of a place where texts, or lists of objects, are accepted. */
const FURTHER: ReadonlySet<ShapeType> = new Set(['time', 'quantity', 'texts']);

/** Works out of which types the values of a place are. */
function settle(
  place: Shape,
  path: string,
  part: 'spec' | 'status',
  shape: KindShape,
  interpreter: KindInterpreter,
): void {
  place.settled = true;
  const accepted: ShapeType[] = [];
  let refused = false;
  let listed = false;
  for (const [type, probe] of PROBES) {
    if (accepted.includes(type === 'texts' ? 'list' : 'text') && FURTHER.has(type)) continue;
    const { complaints, gathered, reads } = run(interpreter, part, shape, place, probe);
    const own = [...complaints.filter(([where]) => where === path), ...gathered];
    if (own.length === 0) accepted.push(type);
    else refused = true;
    for (const [, message] of own) for (const text of textsIn(message)) place.texts.add(text);
    listed ||= at(reads, path, part)?.listed === true;
  }
  for (const type of typesOf(place, refused ? accepted : [], listed)) place.types.add(type);
  if (place.types.has('list')) itemOf(place);
  else place.item = undefined;
  // Of an object of which no field is asked for by its name, whoever writes it chooses the names.
  if (place.types.has('object') && place.fields.size === 0)
    place.entry = newShape(guessType(place.name) === 'quantity' ? place.name : '', place);
}

/** The types of a place: those that are accepted, where others are refused; else what its use or its name tells. */
function typesOf(place: Shape, accepted: readonly ShapeType[], listed: boolean): readonly ShapeType[] {
  if (place.texts.size > 0) return ['text'];
  // A quantity may be written as a number too.
  if (accepted.length > 0)
    return accepted.filter((type) => type !== 'count' || !accepted.includes('quantity'));
  if (place.item?.fields.size) return ['list'];
  if (place.fields.size > 0) return ['object'];
  if (listed) return ['texts'];
  return [guessType(place.name)];
}

/** The words of `… is "a", not one of Bound, Lost`. */
function textsIn(message: string): readonly string[] {
  const words = /, not (?:one of )?(\S+(?:(?:, | or )\S+)+)$/.exec(message)?.[1];
  return words === undefined ? [] : words.split(/, | or /);
}

/** What was read at a path. */
function at(reads: Reads, path: string, part: string): Reads | undefined {
  const steps = path.slice(part.length).match(/[^.[\]]+/g) ?? [];
  return steps.reduce<Reads | undefined>(
    (found, step) => (step === '0' ? found?.items : found?.keys.get(step)),
    reads,
  );
}

/** Asks an interpreter everything about an object that has a value in one place, and takes down what it does. */
function run(
  interpreter: KindInterpreter,
  part: 'spec' | 'status',
  shape: KindShape,
  place: Shape,
  probe?: unknown,
): {
  readonly complaints: readonly Complaint[];
  /** Those of fields that are gathered from the place. */
  readonly gathered: readonly Complaint[];
  readonly reads: Reads;
} {
  const reads = noReads();
  const complaints: Complaint[] = [];
  const value = (): never =>
    watch(
      probe === undefined ? (plainValueOf(shape[part]) ?? {}) : plainValueOf(shape[part], place, probe),
      reads,
    ) as never;
  const plain = (one: 'spec' | 'status') => (plainValueOf(shape[one]) ?? {}) as object;
  const object = (): KubernetesObject & { readonly status: object } => ({
    apiVersion: interpreter.apiVersions[0],
    kind: interpreter.kind,
    metadata: { name: 'sample', namespace: 'default', generation: 1, labels: { [RETAIN]: 'true' } },
    // A value of the whole part costs most of the time: it is made of the one that is not tried.
    spec: part === 'spec' ? value() : plain('spec'),
    status: part === 'status' ? value() : plain('status'),
  });
  const ask = (call: () => unknown): void => {
    try {
      call();
    } catch (error) {
      if (!(error instanceof InterpreterError)) return;
      for (const { path, message } of error.faults)
        complaints.push([path.replace(/^(observed|desired|object)\./, ''), message]);
    }
  };
  const items = (
    status: object | null | undefined = part === 'status' ? value() : (plainValueOf(shape.status) as object),
  ): AggregatedStatusItem[] => [{ clusterName: 'a', applied: true, status }];
  const problemsOf = (members: readonly AggregatedStatusItem[]): Complaint[] => {
    const { problems = [] } = interpreter.explainStatus?.(object(), members) ?? {};
    return problems.map(({ path, message }) => [path, message]);
  };
  const gathered: Complaint[] = [];
  ask(() => {
    const { gather } = interpreter.declaration ?? {};
    if (gather === undefined) return;
    const before = new Set(problemsOf(items()).map(String));
    const found = problemsOf(items(gather(object()).status));
    gathered.push(...found.filter((one) => !before.has(String(one))));
  });
  if (part === 'status') {
    ask(() => interpreter.aggregateStatus?.(object(), items()));
    ask(() => complaints.push(...problemsOf(items())));
    ask(() => interpreter.reflectStatus?.(object()));
  } else {
    ask(() => interpreter.getReplicas?.(object()));
    ask(() => interpreter.getComponents?.(object()));
    ask(() => interpreter.getDependencies?.(object()));
    ask(() => interpreter.reviseReplica?.(object(), 2));
    ask(() => interpreter.retain?.(object(), object()));
    ask(() => interpreter.aggregateStatus?.(object(), items()));
  }
  ask(() => interpreter.interpretHealth?.(object()));
  addReads(shape[part], reads);
  return { complaints, gathered, reads };
}

const RETAIN = 'resourcetemplate.karmada.io/retain-replicas';
