import { explainMembers, type StatusExplanation } from '../generation/explanation.js';
import type { AggregatedStatusItem, AggregatedStatusItems, AggregateOptions } from '../generation/items.js';
import { type GenerationFormat, NEVER } from '../generation/processed-generation.js';
import { type MemberReport, reportOf } from '../generation/report-of.js';
import { isAbsent, type KubernetesObject } from '../kubernetes/object.js';
import { type CompiledStatus, generationIn } from './compiled-status.js';
import { templateOf } from './template.js';

/** Explains what `aggregateStatus` gives for the same arguments. */
export function explainStatus(
  compiled: CompiledStatus,
  object: KubernetesObject,
  items: AggregatedStatusItems,
  options: AggregateOptions | undefined,
): StatusExplanation {
  const template = templateOf(compiled, object);
  return explainMembers(template, items, options, (item) => memberReport(compiled, template.format, item));
}

/** What an item reports of a kind, with each malformed field. */
export function memberReport(
  { declared }: CompiledStatus,
  format: GenerationFormat,
  item: AggregatedStatusItem,
): MemberReport {
  return reportOf(
    item,
    format,
    (observed) => generationIn(format, observed),
    (status, { clusterName }, report) => {
      // Whether a value is malformed is for its reducer to say: it is added to an accumulation of its own.
      for (const [field, reducer] of Object.entries(declared.status ?? {})) {
        const value = status[field];
        if (isAbsent(value)) continue;
        reducer.add(reducer.start(), value, clusterName, NEVER, (path, found, expected) =>
          report(`status.${field}${path}`, found, expected),
        );
      }
      declared.summary?.add(declared.summary.start(), status, clusterName, NEVER, (path, found, expected) =>
        report(`status${path}`, found, expected),
      );
    },
  );
}
