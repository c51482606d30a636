export { agreed } from './agreed.js';
export { bySettled, type ViewingReducer } from './by-settled.js';
export { type Chosen, choice } from './choice.js';
export { choose } from './choose.js';
export { clustersWhere } from './clusters-where.js';
export { combine, field, type Reducers, select, type ValuesOf } from './combine.js';
export { concat } from './concat.js';
export type { ConditionPart } from './conditions/condition-part.js';
export { type ConditionsOptions, type ConditionsReducer, conditions } from './conditions/conditions.js';
export { type HeldCondition, heldConditions } from './conditions/held-conditions.js';
export {
  type ConditionTime,
  type MadeCondition,
  madeConditions,
} from './conditions/made-conditions.js';
export type { MemberCondition } from './conditions/member-condition.js';
export type { MergedCondition } from './conditions/merged-condition.js';
export { type RollupCondition, rollup } from './conditions/rollup.js';
export { vouchedConditions } from './conditions/vouched-conditions.js';
export { everyMember } from './every-member.js';
export { type ListOptions, listOf } from './list-of.js';
export { mapOf } from './map-of.js';
export { messages } from './messages.js';
export { object } from './object-of.js';
export { type Outcome, type OutcomeStates, outcome } from './outcome.js';
export { type PhaseOptions, phase } from './phase.js';
export { quantity } from './quantity-total.js';
export type { Federation, KeptValue, Reducer, Report, ValueOf } from './reducer.js';
export { reflected } from './reflected.js';
export { type IntegerFormat, sum } from './sum.js';
export { earliest, latest } from './times.js';
export { union } from './union.js';
export { all, any, first, last, max, min, type ValueType, type ValueTypes, worst } from './values.js';
