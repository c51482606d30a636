import { NEVER } from '../generation/processed-generation.js';
import { isCount, isFields, MAX_SAFE } from '../kubernetes/object.js';
import { mergeParts, type Reducer, type Report } from './reducer.js';

/** A reducer that views members in another way which have not processed the present template. */
export interface ViewingReducer<Value, Part, State, Read> extends Reducer<Value, Part, State> {
  /** What a member's value is read into, the same for one member after the other. */
  reading(): Read;
  /** Reads a value, and says whether all of it is well-formed; `undefined`, where a member reports none, is. */
  read(into: Read, value: unknown, report: Report | undefined): boolean;
  /** Reads what has been kept of one; needed where the reducer keeps values. */
  unpack?(into: Read, kept: unknown): void;
  /** Adds the well-formed value of a member that has processed the present template. */
  addSettled(state: State, read: Read, clusterName: string): void;
  /** Adds what stands in the place of any other member's value. */
  addUnsettled(state: State, read: Read, clusterName: string): void;
}

/** What the members come to that have processed the same generation of the template. */
interface GenerationPart<Part> {
  readonly processed: number;
  /** As members that are settled, and as members that are not. */
  readonly settled?: Part | undefined;
  readonly unsettled?: Part | undefined;
}

/** The states of members by what they have processed, or the one state of all where the template is known. */
interface GenerationStates<State, Read> {
  readonly read: Read;
  readonly generation: number | undefined;
  readonly viewed: State;
  readonly states: Map<number, { readonly settled: State; readonly unsettled: State }> | undefined;
}

/**
 * Views members that have not processed the present template in another way than those that have: what these say is
 * about an older version. Which of the two a member is may change with the template, so that parts keep both.
 *
 * @param reducer - How members are viewed, those included that have reported nothing.
 * @returns A reducer whose laws follow from those of the one that it is made of.
 */
// @__NO_SIDE_EFFECTS__
export function bySettled<Value, Part, State, Read>(
  reducer: ViewingReducer<Value, Part, State, Read>,
): Reducer<Value> {
  const addRead = (
    { read, generation, viewed, states }: GenerationStates<State, Read>,
    clusterName: string,
    processed: number,
  ): void => {
    if (states === undefined) {
      if (processed === NEVER || processed < (generation as number))
        reducer.addUnsettled(viewed, read, clusterName);
      else reducer.addSettled(viewed, read, clusterName);
      return;
    }
    let state = states.get(processed);
    if (state === undefined) {
      state = { settled: reducer.start(), unsettled: reducer.start() };
      states.set(processed, state);
    }
    if (processed !== NEVER) reducer.addSettled(state.settled, read, clusterName);
    reducer.addUnsettled(state.unsettled, read, clusterName);
  };
  const viewing: Reducer<Value, readonly GenerationPart<Part>[], GenerationStates<State, Read>> = {
    unreported: true,
    start: (generation) => ({
      read: reducer.reading(),
      generation,
      viewed: reducer.start(),
      states: generation === undefined ? new Map() : undefined,
    }),
    add(state, value, clusterName, given, report) {
      const sound = reducer.read(state.read, value, report);
      addRead(state, clusterName, sound ? given : NEVER);
      return sound;
    },
    addKept(state, kept, clusterName, processed) {
      reducer.unpack?.(state.read, kept);
      addRead(state, clusterName, processed);
    },
    part({ generation, viewed, states }) {
      if (states === undefined) {
        const part = reducer.part(viewed);
        return part === undefined ? undefined : [{ processed: generation as number, settled: part }];
      }
      const parts = Array.from(states, ([processed, { settled, unsettled }]) => ({
        ...{ processed, settled: reducer.part(settled), unsettled: reducer.part(unsettled) },
      }));
      return parts.length === 0 ? undefined : parts;
    },
    merge(all) {
      const byGeneration = new Map<number, GenerationPart<Part>[]>();
      for (const parts of all) {
        for (const part of parts) {
          const others = byGeneration.get(part.processed);
          if (others === undefined) byGeneration.set(part.processed, [part]);
          else others.push(part);
        }
      }
      return Array.from(byGeneration, ([processed, parts]) => ({
        processed,
        settled: mergeParts(
          reducer,
          parts.map(({ settled }) => settled),
        ),
        unsettled: mergeParts(
          reducer,
          parts.map(({ unsettled }) => unsettled),
        ),
      })).sort((a, b) => a.processed - b.processed);
    },
    ...(reducer.keep && { keep: reducer.keep }),
    finish(parts = [], federation) {
      const counted = parts.map(({ processed, settled, unsettled }) =>
        processed !== NEVER && processed >= federation.generation ? settled : unsettled,
      );
      return reducer.finish(mergeParts(reducer, counted), federation);
    },
    isPart: (value) =>
      Array.isArray(value) &&
      value.length > 0 &&
      value.every(
        (part) =>
          isFields(part) &&
          (part.processed === NEVER || isCount(part.processed, MAX_SAFE)) &&
          (part.settled === undefined || reducer.isPart(part.settled)) &&
          (part.unsettled === undefined || reducer.isPart(part.unsettled)),
      ) &&
      new Set(value.map(({ processed }) => processed)).size === value.length,
  };
  return viewing as Reducer<Value>;
}
