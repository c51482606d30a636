import {
  type AggregatedStatusItem,
  createInterpreter,
  defaultInterpreters,
  type Interpreter,
  type KubernetesObject,
  mergePolicySuspension,
  type StatusExplanation,
  type Suspension,
  validateSuspension,
} from 'karmada-interpreter';
import { explainBinding, itemsFromWorks, targetClusters } from 'karmada-interpreter/binding';
import { compileInterpreter } from 'karmada-interpreter/declarative';
import { compileCustomizations, validateCustomization } from 'karmada-interpreter/lua';
import { at, type Classified, classify, ofRole, type Role } from './classify.js';
import { FaultList } from './fault-list.js';
import { answerOperations, kindOf, type OperationView } from './operations.js';
import { lineAt, type ParsedDocuments, readSources } from './read-sources.js';
import { type RolloutView, rolloutView } from './rollout-view.js';
import { type SourceFault, type SourceFile, tooLong } from './source-file.js';
import { type StatusLine, statusLines } from './status-lines.js';

/** A document, with what it has been taken for. */
interface DocumentView {
  readonly file: number;
  readonly line: number;
  readonly role: Role;
  /** What it is called: `Deployment shop/web`. */
  readonly label: string;
}

/** Where the whole stands, and each cluster, and why. */
export interface ExplanationView {
  readonly title: string;
  readonly state: string;
  readonly reason: string;
  readonly message: string;
  readonly clusters: readonly {
    readonly name: string;
    readonly state: string;
    readonly reason: string;
    readonly message: string;
    /** The template's generation that it runs, where that is known. */
    readonly version?: number;
  }[];
}

/** All that the playground shows for its files. */
export interface PlaygroundView {
  /** Why nothing is shown. */
  readonly refusal?: string;
  readonly documents: readonly DocumentView[];
  readonly faults: readonly SourceFault[];
  /** The federated status, with what it changes in the template's. */
  readonly status?: readonly StatusLine[];
  /** Why there is none. */
  readonly statusMissing?: string;
  readonly explanation?: ExplanationView;
  readonly operations: readonly OperationView[];
  readonly rollout?: RolloutView;
}

/** Less than a library's call has by itself: whoever types wants an answer. */
const STEPS = 2_000_000;

/**
 * What the library says of what stands in the files: all of it, as data.
 *
 * @param files - The texts of the editor.
 * @param known - The documents of the evaluation before, which need not be parsed again.
 */
export function evaluate(files: readonly SourceFile[], known?: ParsedDocuments): PlaygroundView {
  const refusal = tooLong(files);
  if (refusal !== undefined) return { refusal, documents: [], faults: [], operations: [] };
  const read = readSources(files, known);
  const sources = classify(read.sources);
  const faults = new FaultList(files, read.faults);
  const documents = sources.map(
    (source): DocumentView => ({
      ...{ file: source.file, role: source.role },
      label: source.role === 'rollout' ? 'Strategy' : labelOf(source.value),
      line: lineAt(
        files[source.file]?.text ?? '',
        source.offset + (source.document.contents?.range?.[0] ?? 0),
      ),
    }),
  );
  const interpreter = interpreterOf(sources, faults);
  const customizations = ofRole(sources, 'customization');
  const [template] = ofRole(sources, 'template');
  const [observed] = ofRole(sources, 'observed');
  const [given] = ofRole(sources, 'binding');
  const suspension = suspensionOf(sources, given, faults);
  const binding = given && { ...given, value: withSuspension(given.value, suspension) };
  const members = membersOf(sources, binding, template, faults);

  let federated = template?.value;
  let status: readonly StatusLine[] | undefined;
  const clusters =
    binding && attempt(faults, binding, [], () => targetClusters(binding.value).map(({ name }) => name));
  const options = { ...(clusters && { clusters }), ...(suspension && { suspension }) };
  if (template && members && interpreter.supports(kindOf(template.value), 'AggregateStatus')) {
    const next = attempt(faults, template, customizations, () =>
      interpreter.aggregateStatus(template.value, members.items, options),
    );
    if (next) {
      federated = next;
      status = statusLines(template.value.status, next.status ?? {});
    }
  }
  const explained = binding ? explanationOfBinding(binding, sources, interpreter, faults) : undefined;
  const plain =
    template && members && canExplain(interpreter, template.value)
      ? attempt(faults, template, [], () => interpreter.explainStatus(template.value, members.items, options))
      : undefined;
  for (const { clusterName, path, message } of plain?.problems ?? []) {
    const place = members?.placeOf(clusterName);
    if (place) faults.add(place.source, `${place.path}.${path}`, message, 'warning');
  }
  const explanation =
    explained ?? (plain && template ? explanationOfMembers(plain, labelOf(template.value)) : undefined);
  const share = at(given?.value, 'spec', 'clusters', 0, 'replicas');
  const operations =
    template && federated
      ? answerOperations(
          {
            interpreter,
            template,
            observed,
            federated,
            replicas: typeof share === 'number' ? share : 1,
          },
          faults,
          customizations,
        )
      : [];
  const strategy = sources.find(({ role }) => role === 'rollout');
  const rollout =
    strategy &&
    rolloutView(
      strategy,
      {
        ...{ template: template?.value, clusters: ofRole(sources, 'cluster'), targets: clusters ?? [] },
        items: members?.items,
      },
      faults,
    );
  return {
    ...{ documents, faults: faults.faults, operations },
    ...(status ? { status } : { statusMissing: statusMissing(template, members, interpreter) }),
    ...(explanation && { explanation }),
    ...(rollout && { rollout }),
  };
}

/** Why there is no federated status. */
function statusMissing(
  template: (Classified & { readonly value: KubernetesObject }) | undefined,
  members: Members | undefined,
  interpreter: Interpreter,
): string {
  if (!template || !members) return 'Needs a template, and members: a binding, Works or a list of them.';
  return interpreter.supports(kindOf(template.value), 'AggregateStatus')
    ? 'AggregateStatus failed: the faults say why.'
    : 'The kind has no AggregateStatus.';
}

/** What a call gives; what it throws is a fault of a document. */
function attempt<T>(
  faults: FaultList,
  source: Classified,
  customizations: readonly Classified[],
  call: () => T,
): T | undefined {
  try {
    return call();
  } catch (error) {
    faults.addError(error, source, customizations);
    return undefined;
  }
}

/** The built-in kinds, those that are declared, and over both of them the scripts. */
function interpreterOf(sources: readonly Classified[], faults: FaultList): Interpreter {
  const declared = ofRole(sources, 'declaration').flatMap((source) => {
    const made = attempt(faults, source, [], () => compileInterpreter(source.value));
    return made ? [made] : [];
  });
  const base = createInterpreter({ interpreters: [...defaultInterpreters, ...declared] });
  const customizations = ofRole(sources, 'customization');
  const sound = customizations.filter((source) => {
    const others = customizations
      .filter((other) => other !== source && isNamed(other.value))
      .map(({ value }) => value);
    const found = attempt(faults, source, [], () => validateCustomization(source.value, others)) ?? [];
    for (const { path, severity, message, line } of found) {
      if (line === undefined) faults.add(source, path, message, severity);
      else faults.addLine(source, path, line, message, severity);
    }
    return isNamed(source.value);
  });
  const scripted =
    sound[0] &&
    attempt(faults, sound[0], sound, () =>
      compileCustomizations(
        sound.map(({ value }) => value),
        { base, limits: { steps: STEPS } },
      ),
    );
  return createInterpreter({ interpreters: [...defaultInterpreters, ...declared, ...(scripted ?? [])] });
}

/** Whether a customization says what it is for; what else is wrong with it shows when it is asked. */
function isNamed(value: unknown): boolean {
  return [at(value, 'spec', 'target', 'apiVersion'), at(value, 'spec', 'target', 'kind')].every(
    (name) => typeof name === 'string' && name !== '',
  );
}

function canExplain(interpreter: Interpreter, template: KubernetesObject): boolean {
  return interpreter.kind(kindOf(template))?.explainStatus !== undefined;
}

/** The suspension that is in force: the policy's, carried over to the binding as Karmada does. */
function suspensionOf(
  sources: readonly Classified[],
  binding: Classified | undefined,
  faults: FaultList,
): Suspension | undefined {
  const own = at(binding?.value, 'spec', 'suspension') as Suspension | undefined;
  const names = at(binding?.value, 'spec', 'clusters');
  const clusters = Array.isArray(names)
    ? names.map((cluster) => at(cluster, 'name')).filter((name) => typeof name === 'string')
    : undefined;
  const judge = (source: Classified, on: 'policy' | 'binding') => {
    const suspension = at(source.value, 'spec', 'suspension');
    for (const { path, severity, message } of validateSuspension(suspension, {
      on,
      ...(clusters && { clusters }),
    })) {
      faults.add(source, path, `${path} ${message}`, severity);
    }
    return suspension as Suspension | undefined;
  };
  if (binding) judge(binding, 'binding');
  const [policy] = ofRole(sources, 'policy');
  if (!policy) return own;
  const wanted = judge(policy, 'policy');
  try {
    return mergePolicySuspension(own, wanted);
  } catch {
    // What is wrong with it has been taken down; Karmada would not take it.
    return own;
  }
}

function withSuspension(binding: KubernetesObject, suspension: Suspension | undefined): KubernetesObject {
  if (at(binding, 'spec', 'suspension') === suspension) return binding;
  return { ...binding, spec: { ...binding.spec, suspension } as object };
}

/** What the members report, with the places where they do. */
interface Members {
  readonly items: readonly AggregatedStatusItem[];
  placeOf(clusterName: string): { readonly source: Classified; readonly path: string } | undefined;
}

/** A list of its own counts before the Works, and these before the copy in the binding. */
function membersOf(
  sources: readonly Classified[],
  binding: (Classified & { readonly value: KubernetesObject }) | undefined,
  template: Classified | undefined,
  faults: FaultList,
): Members | undefined {
  const list = sources.find(({ role }) => role === 'members');
  const works = ofRole(sources, 'work');
  if (!list && works.length > 0) {
    const { apiVersion, kind, metadata } = (template?.value ?? {}) as KubernetesObject;
    const resource = template && {
      ...{ apiVersion, kind, name: metadata?.name },
      ...(metadata?.namespace !== undefined && { namespace: metadata.namespace }),
    };
    const first = works[0] as Classified;
    const options = binding ? { binding: binding.value } : resource ? { resource: resource as never } : {};
    const items = attempt(faults, first, [], () =>
      itemsFromWorks(
        works.map(({ value }) => value),
        options,
      ),
    );
    return (
      items && {
        items,
        placeOf: (name) => {
          const source = works.find(({ value }) => value.metadata?.namespace === `karmada-es-${name}`);
          return source && { source, path: 'status.manifestStatuses[0]' };
        },
      }
    );
  }
  const source = list ?? binding;
  if (!source) return undefined;
  const path = list ? (Array.isArray(list.value) ? '' : 'aggregatedStatus') : 'status.aggregatedStatus';
  const items = path === '' ? source.value : (at(source.value, ...path.split('.')) ?? []);
  return {
    items: items as readonly AggregatedStatusItem[],
    placeOf: (name) => {
      const place = Array.isArray(items) ? items.findIndex((item) => at(item, 'clusterName') === name) : -1;
      return place < 0 ? undefined : { source, path: `${path}[${place}]` };
    },
  };
}

function explanationOfBinding(
  binding: Classified & { readonly value: KubernetesObject },
  sources: readonly Classified[],
  interpreter: Interpreter,
  faults: FaultList,
): ExplanationView | undefined {
  const [template] = ofRole(sources, 'template');
  const [works, clusters] = [ofRole(sources, 'work'), ofRole(sources, 'cluster')];
  const explanation = attempt(faults, binding, ofRole(sources, 'customization'), () =>
    explainBinding(binding.value, {
      interpreter,
      ...(template && { template: template.value }),
      ...(works.length > 0 && { works: works.map(({ value }) => value) }),
      ...(clusters.length > 0 && { clusters: clusters.map(({ value }) => value) }),
    }),
  );
  if (!explanation) return undefined;
  for (const { path, message } of explanation.problems) {
    const [, list = '', place = '', rest = path] =
      /^(works|clusters|template)(?:\[(\d+)\])?\.?(.*)$/.exec(path) ?? [];
    const others = { works, clusters, template: template ? [template] : [] }[list];
    faults.add(others?.[Number(place)] ?? binding, rest, message, 'warning');
  }
  const { resource, state, reason, message, generation } = explanation;
  const name = [resource.namespace, resource.name].filter(Boolean).join('/');
  return {
    title: `${resource.kind} ${name}${generation === undefined ? '' : `, generation ${generation}`}`,
    ...{ state, reason, message },
    clusters: explanation.clusters.map((cluster) => ({
      ...{
        name: cluster.clusterName,
        state: cluster.state,
        reason: cluster.reason,
        message: cluster.message,
      },
      ...(cluster.resourceTemplateGeneration !== undefined && {
        version: cluster.resourceTemplateGeneration,
      }),
    })),
  };
}

function explanationOfMembers(explanation: StatusExplanation, label: string): ExplanationView {
  const { generation, settled, clusters } = explanation;
  const behind = clusters.filter((cluster) => !cluster.settled);
  return {
    title: `${label}, generation ${generation}`,
    state: settled ? 'Settled' : 'Not settled',
    reason: behind[0]?.reason ?? 'Settled',
    message: settled
      ? 'every member has processed this version of the template'
      : `${behind.length} of ${clusters.length} clusters: ${behind[0]?.message}`,
    clusters: clusters.map((cluster) => ({
      ...{ name: cluster.clusterName, reason: cluster.reason, message: cluster.message },
      state: cluster.settled ? (cluster.health ?? 'Settled') : 'Not settled',
      ...(cluster.resourceTemplateGeneration !== undefined && {
        version: cluster.resourceTemplateGeneration,
      }),
    })),
  };
}

/** What a document is called. */
function labelOf(value: unknown): string {
  const kind = at(value, 'kind');
  const name = [at(value, 'metadata', 'namespace'), at(value, 'metadata', 'name')].filter(Boolean).join('/');
  if (typeof kind === 'string') return name === '' ? kind : `${kind} ${name}`;
  return Array.isArray(value) ? `list of ${value.length}` : 'document';
}
