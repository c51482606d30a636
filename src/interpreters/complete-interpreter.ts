import { explainMembers } from '../generation/explanation.js';
import type { AggregatedStatusItems } from '../generation/items.js';
import { reportOf } from '../generation/report-of.js';
import type { KubernetesObject } from '../kubernetes/object.js';
import { createItemAggregator, type ItemsRule } from '../status/aggregator/item-aggregator.js';
import { noPartial } from '../status/aggregator/partial-aggregate.js';
import { compileStatus } from '../status/compiled-status.js';
import { templateOf } from '../status/template.js';
import { kindCheck } from './kind-check.js';
import type { KindInterpreter } from './kind-interpreter.js';

/**
 * An interpreter with every method that belongs to AggregateStatus, where it has that one: an interpreter that is a black
 * box, such as a script or a webhook, gives no more than `aggregateStatus`.
 *
 * @param interpreter - The interpreter; it is left as it is.
 * @returns The interpreter itself where nothing is missing. Else one whose explanation goes by generations, and whose
 * aggregator keeps the items.
 */
export function completeInterpreter(interpreter: KindInterpreter): KindInterpreter {
  const { aggregateStatus, createAggregator, explainStatus, apiVersions, kind } = interpreter;
  if (aggregateStatus === undefined || (createAggregator && explainStatus)) return interpreter;
  const check = kindCheck(apiVersions, kind);
  const compiled = compileStatus({});
  const rule: ItemsRule<KubernetesObject> = {
    check,
    // Called as methods, for interpreters that are made by a class.
    aggregateStatus: (object, items, options) =>
      interpreter.aggregateStatus?.(object, items, options) ?? object,
    explainStatus: (object, items, options) => explain(object, items, options),
  };
  const explain: NonNullable<KindInterpreter['explainStatus']> = (object, items, options) => {
    check(object);
    if (explainStatus) return explainStatus.call(interpreter, object, items, options);
    const template = templateOf(compiled, object);
    return explainMembers(template, items as AggregatedStatusItems, options, (item) =>
      reportOf(
        item,
        template.format,
        (observed) => observed,
        () => undefined,
      ),
    );
  };
  const refuse = (): never => {
    throw noPartial(`the interpreter of ${kind} gives no parts, only what all items come to`);
  };
  return Object.create(interpreter, {
    explainStatus: { value: explain, enumerable: true },
    createAggregator: {
      value: (object: KubernetesObject, options: undefined) => createItemAggregator(rule, object, options),
      enumerable: true,
    },
    mergePartials: { value: interpreter.mergePartials ?? refuse, enumerable: true },
    combinePartials: { value: interpreter.combinePartials ?? refuse, enumerable: true },
  });
}
