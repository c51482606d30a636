// What a controller does with the bindings of a whole fleet of small workloads, beside what it takes to parse them.
import type { KubernetesObject } from 'karmada-interpreter';
import { aggregateBinding, explainBinding } from 'karmada-interpreter/binding';
import { bindingTexts } from './binding.js';
import type { Job } from './measure.js';

interface Binding extends KubernetesObject {
  readonly spec: { readonly resource: { readonly name: string; readonly namespace: string } };
}

/** Calls back for one text after the other, from the first one again when they are through. */
function inTurn(texts: readonly string[], run: (text: string, index: number) => unknown): Job {
  let next = 0;
  return () => {
    next = next + 1 < texts.length ? next + 1 : 0;
    return run(texts[next] as string, next);
  };
}

/** Parsing so many bindings with three members each, aggregating and explaining them, and parsing alone. */
export function bindingJobs(count: number): readonly [whole: Job, parse: Job] {
  const texts = bindingTexts(count);
  const templates = texts.map((text): KubernetesObject => {
    const { name, namespace } = (JSON.parse(text) as Binding).spec.resource;
    const metadata = { name, namespace, generation: 7 };
    return { apiVersion: 'apps/v1', kind: 'Deployment', metadata, spec: { replicas: 6 } };
  });
  const whole = inTurn(texts, (text, i) => {
    const template = templates[i] as KubernetesObject;
    const binding = JSON.parse(text) as Binding;
    return [aggregateBinding(template, binding), explainBinding(binding, { template })];
  });
  return [whole, inTurn(texts, (text) => JSON.parse(text))];
}
