import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import {
  formatTimeline,
  fromKarmadaStrategy,
  type KarmadaRolloutStrategy,
  planRollout,
  RolloutError,
  type RolloutStrategy,
  type RolloutTimeline,
  renderTimeline,
  type SimulationInput,
  simulateRolloutSteps,
} from 'karmada-interpreter/rollout';
import { didYouMean } from '../../boundary/did-you-mean.js';
import { at } from '../../kubernetes/object.js';
import type { Call, Run } from '../command.js';
import { EXIT, type ExitCode } from '../exit-code.js';
import { readFiles } from '../input/read-files.js';
import { readManifests } from '../input/read-manifests.js';
import { readSource } from '../input/read-sources.js';
import { type DataFormat, formatData } from '../print/data.js';
import { formatPlan } from '../print/format-plan.js';
import { formatStep } from '../print/format-step.js';
import { noteProblems } from '../print/note-problems.js';
import { CLEAR_LINE, progressBar } from '../print/progress-bar.js';
import { styleOf } from '../print/style.js';
import { Refusal, unreadable } from '../refusal.js';
import { type FoundRollout, findRollouts } from '../rollout/find-rollouts.js';
import { nextStep, statusBefore } from '../rollout/next-step.js';
import { checkApprovals, readBehaviour } from '../rollout/simulation-flags.js';
import { strategyProblems } from '../rollout/strategy-problems.js';
import type { Terminal } from '../terminal.js';

/** Plans, simulates or takes a step of the rollouts in some files. */
export const rollout: Run = async (call) => {
  const [action = '', ...files] = call.args;
  const answer = ACTIONS[action];
  if (!answer) {
    const parts = Object.keys(ACTIONS);
    const hint = didYouMean(action, parts) || `: there are ${parts.join(', ')}`;
    throw new Refusal(`rollout has no ${action}${hint}`);
  }
  const { terminal } = call;
  const { manifests, faulty } = await readFiles(files, terminal);
  if (faulty) return EXIT.refused;
  const found = findRollouts(manifests, call.flags.binding as string | undefined);
  const seen = new Set<unknown>();
  const problems = found.flatMap((one) => {
    // One strategy of several bindings has its faults once, unless their clusters differ.
    const own = strategyProblems(one).filter(({ message }) => !seen.has(message));
    for (const { message } of own) seen.add(message);
    return own;
  });
  noteProblems(problems, terminal);
  if (problems.some(({ severity }) => severity === 'error')) return EXIT.failed;
  const notes = new Set(found.flatMap((one) => notesOn(one, action)));
  for (const note of notes) terminal.note(`note: ${note}\n`);
  try {
    return await answer(found, call);
  } catch (error) {
    if (error instanceof RolloutError) throw new Refusal(error.message, { cause: error });
    throw error;
  }
};

type Answer = (found: readonly FoundRollout[], call: Call) => Promise<ExitCode>;

const ACTIONS: { readonly [action: string]: Answer } = { plan, simulate, step };

/** What has to be known of an answer: what is not in the files, and what a conversion loses. */
function notesOn({ strategy, clusters, title }: FoundRollout, action: string): readonly string[] {
  const { form, value } = strategy;
  if (form === 'karmada' && action === 'step') return [];
  if (form === 'karmada') return fromKarmadaStrategy(value as KarmadaRolloutStrategy).notes;
  const byLabel = /"(matchLabels|matchExpressions|label)":/.test(JSON.stringify(value));
  const unknown = clusters.filter(({ labels }) => labels === undefined);
  if (!byLabel || unknown.length === 0) return [];
  return [
    `the labels of ${unknown.length} of the ${clusters.length} clusters of ${title} are not in the files`,
  ];
}

/** The strategy in the form that plans and simulations take. */
function ownForm({ strategy }: FoundRollout): RolloutStrategy {
  if (strategy.form === 'own') return strategy.value as RolloutStrategy;
  const converted = fromKarmadaStrategy(strategy.value as KarmadaRolloutStrategy).strategy;
  if (!converted) throw new Refusal('the strategy is AllAtOnce: there are no stages');
  return converted;
}

async function plan(found: readonly FoundRollout[], { flags, terminal }: Call): Promise<ExitCode> {
  const style = styleOf(terminal.color);
  const plans = found.map((one) => {
    const strategy = ownForm(one);
    return { rollout: one.title, strategy, plan: planRollout(strategy, one.clusters) };
  });
  if (flags.output !== 'table') {
    const data = plans.map(({ rollout: title, plan: planned }) => ({ rollout: title, ...planned }));
    terminal.write(formatData(data, flags.output as DataFormat));
    return EXIT.ok;
  }
  const texts = plans.map(
    ({ rollout: title, strategy, plan: planned }) =>
      `${style('strong', title)}\n\n${formatPlan(planned, strategy, terminal.columns, style)}\n`,
  );
  terminal.write(texts.join('\n'));
  return EXIT.ok;
}

async function simulate(found: readonly FoundRollout[], { flags, terminal }: Call): Promise<ExitCode> {
  const svg = flags.svg as string | undefined;
  if (svg !== undefined && found.length > 1)
    throw new Refusal(`--svg is for one rollout, and there are ${found.length} bindings in the files`);
  const behaviour = await readBehaviour(flags, found, terminal);
  const approvals = timedApprovals(flags);
  const strategies = found.map((one) => ({ strategy: ownForm(one), clusters: one.clusters }));
  checkApprovals(Object.keys(approvals), strategies);
  const timelines: RolloutTimeline[] = [];
  for (const one of strategies) {
    const input = { ...one, behaviour, approvals };
    timelines.push(await simulated(input, terminal));
  }
  const [first] = timelines;
  if (svg !== undefined && first) {
    await written(svg, renderTimeline(first), terminal);
    terminal.note(`the course is in ${svg}\n`);
  } else if (flags.output !== 'table') {
    const data = timelines.map((timeline, i) => ({ rollout: found[i]?.title, ...timeline }));
    terminal.write(formatData(data, flags.output as DataFormat));
  } else {
    const style = styleOf(terminal.color);
    const texts = timelines.map(
      (timeline, i) =>
        `${style('strong', found[i]?.title ?? '')}\n${formatTimeline(timeline, { width: terminal.columns })}\n`,
    );
    terminal.write(texts.join('\n'));
  }
  return worst(timelines.map(({ phase }) => phase));
}

/** How often a simulation is shown, in milliseconds, and how many steps it takes without a look at the clock. */
const FRAME = 100;
const STEPS = 64;

/** A simulation, with a bar for whoever watches. */
async function simulated(input: SimulationInput, terminal: Terminal): Promise<RolloutTimeline> {
  const steps = simulateRolloutSteps(input);
  let drawn = false;
  let shown = terminal.now();
  for (let count = 1; ; count++) {
    const step = steps.next();
    if (step.done) {
      if (drawn) terminal.note(CLEAR_LINE);
      return step.value;
    }
    if (!terminal.attended || count % STEPS > 0 || terminal.now() - shown < FRAME) continue;
    const { released, clusters } = step.value;
    const what = `${released} of ${clusters} clusters`;
    terminal.note(progressBar(released, clusters, what, terminal.noteColumns));
    drawn = true;
    shown = terminal.now();
    // Lets the bar be drawn, and a signal end the program.
    await setImmediate();
  }
}

/** What is approved in a simulation, and how long each of them takes. */
function timedApprovals({ approve }: Call['flags']): { [approval: string]: string } {
  return Object.fromEntries(
    ((approve ?? []) as readonly string[]).map((text) => {
      const [approval = '', takes = '0s'] = text.split('=');
      return [approval, takes];
    }),
  );
}

async function written(name: string, text: string, { cwd }: Terminal): Promise<void> {
  try {
    await writeFile(resolve(cwd, name), text);
  } catch (error) {
    if (at(error, 'code') === 'ENOENT') throw new Refusal(`${name} is in a directory that does not exist`);
    throw unreadable(name, error);
  }
}

async function step(found: readonly FoundRollout[], { flags, terminal }: Call): Promise<ExitCode> {
  const before = await readBefore(flags, terminal);
  const approvals = (flags.approve ?? []) as readonly string[];
  const own = found.filter(({ strategy }) => strategy.form === 'own');
  if (own.length > 0)
    checkApprovals(
      approvals,
      own.map((one) => ({ strategy: ownForm(one), clusters: one.clusters })),
    );
  const steps = found.map((one) =>
    nextStep(one, {
      now: terminal.now(),
      approvals,
      generation: generationGiven(flags.generation),
      before: statusBefore(before, one.title),
      write: flags.write as 'policy' | 'binding' | undefined,
    }),
  );
  if (flags.output !== 'table') terminal.write(formatData(steps, flags.output as DataFormat));
  else {
    const style = styleOf(terminal.color);
    terminal.write(steps.map((one) => `${formatStep(one, terminal.columns, style)}\n`).join('\n'));
  }
  return worst(steps.map(({ phase }) => phase));
}

/** What steps before have printed; nothing where there has been none yet, and the file is still to be written. */
async function readBefore({ status }: Call['flags'], terminal: Terminal): Promise<readonly unknown[]> {
  if (typeof status !== 'string') return [];
  if (status !== '-' && !existsSync(resolve(terminal.cwd, status))) {
    terminal.note(`note: ${status} does not exist: this is taken for the first step\n`);
    return [];
  }
  const { manifests, problems } = readManifests(await readSource(status, terminal));
  noteProblems(problems, terminal);
  if (problems.length > 0) throw new Refusal(`${status} cannot be read: the rollout would begin anew`);
  if (manifests.length === 0) {
    // A shell empties the file of a redirection before the step reads it.
    const hint =
      'write what a step prints to another file than the one that --status names, and rename it then';
    throw new Refusal(`${status} is empty: the rollout would begin anew; ${hint}`);
  }
  return manifests.map(({ value }) => value);
}

function generationGiven(text: unknown): number | undefined {
  if (text === undefined) return undefined;
  if (typeof text === 'string' && /^[1-9]\d{0,14}$/.test(text)) return Number(text);
  throw new Refusal(`--generation is ${text}, not an integer from 1 on`);
}

/** The exit code of rollouts by their phases. */
function worst(phases: readonly string[]): ExitCode {
  if (phases.some((phase) => /^(Failed|Paused)/.test(phase))) return EXIT.failed;
  return phases.every((phase) => /^(Succeeded|not staged)/.test(phase)) ? EXIT.ok : EXIT.underWay;
}
