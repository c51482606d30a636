import { NEVER } from '../generation/processed-generation.js';
import { isCount, isFields, MAX_SAFE } from '../kubernetes/object.js';
import { mergeParts, type Reducer, type Report } from './reducer.js';

/** A reducer that reads a member's value before it adds anything. */
export interface ReadingReducer<Value, Part, State, Read> extends Reducer<Value, Part, State> {
  /** What is usable of a value, `undefined` where the member reports none, and whether all of it is. */
  read(value: unknown, report: Report | undefined): { readonly usable: Read; readonly sound: boolean };
  /** Adds what has been read. */
  addRead(state: State, usable: Read, clusterName: string): void;
}

/** What the members come to that have processed the same generation of the template. */
export interface GenerationPart<Part> {
  readonly processed: number;
  /** As members that are settled, and as members that are not. */
  readonly settled?: Part;
  readonly unsettled?: Part;
}

export interface GenerationStates<State> {
  /** The generation of the template, where it is known already. */
  readonly generation: number | undefined;
  readonly states: Map<number, { readonly settled: State; readonly unsettled: State }>;
}

/**
 * Views members that have not processed the present template in another way than those that have: what these say is
 * about an older version. Which of the two a member is may change with the template, so that parts keep both.
 *
 * @param reducer - How members are reduced that have processed the present template.
 * @param view - What stands in the place of what has been read of another member, those included that have reported
 * nothing.
 * @returns A reducer whose laws follow from those of the one that it is made of.
 */
// @__NO_SIDE_EFFECTS__
export function bySettled<Value, Part, State, Read>(
  reducer: ReadingReducer<Value, Part, State, Read>,
  view: (usable: Read) => Read,
): Reducer<Value, readonly GenerationPart<Part>[], GenerationStates<State>> {
  const partOf = (
    processed: number,
    settled: Part | undefined,
    unsettled: Part | undefined,
  ): GenerationPart<Part> => ({
    processed,
    ...(settled !== undefined && { settled }),
    ...(unsettled !== undefined && { unsettled }),
  });
  return {
    unreported: true,
    start: (generation) => ({ generation, states: new Map() }),
    add({ generation, states }, value, clusterName, given, report) {
      const { usable, sound } = reducer.read(value, report);
      const processed = sound ? given : NEVER;
      // Of a template whose generation is known, there are but two sorts of members.
      const known = generation === undefined || processed < generation ? NEVER : generation;
      const key = generation === undefined ? processed : known;
      let state = states.get(key);
      if (state === undefined) {
        state = { settled: reducer.start(), unsettled: reducer.start() };
        states.set(key, state);
      }
      if (key !== NEVER) reducer.addRead(state.settled, usable, clusterName);
      if (key === NEVER || generation === undefined)
        reducer.addRead(state.unsettled, view(usable), clusterName);
      return sound;
    },
    part({ states }) {
      const parts = Array.from(states, ([processed, { settled, unsettled }]) =>
        partOf(processed, reducer.part(settled), reducer.part(unsettled)),
      );
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
      return Array.from(byGeneration, ([processed, parts]) =>
        partOf(
          processed,
          mergeParts(
            reducer,
            parts.map(({ settled }) => settled),
          ),
          mergeParts(
            reducer,
            parts.map(({ unsettled }) => unsettled),
          ),
        ),
      ).sort((a, b) => a.processed - b.processed);
    },
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
}
