import { createInterpreter, type Interpreter, type Operation } from 'karmada-interpreter';
import { type Fields, isCount, MAX_INT32 } from '../../kubernetes/object.js';
import { RULES } from '../../lua/customization/read-customization.js';
import { plain } from '../../rollout/timeline/chart.js';
import type { Call, Run } from '../command.js';
import { EXIT } from '../exit-code.js';
import { readFiles } from '../input/read-files.js';
import { answerOperation, type OperationArguments, theObject } from '../interpret/answer-operation.js';
import { interpretersOf } from '../interpreters-of.js';
import { formatData } from '../print/data.js';
import { noteProblems } from '../print/note-problems.js';
import { styleOf } from '../print/style.js';
import { Refusal } from '../refusal.js';

/** Answers operations as `karmadactl interpret` does. */
export const interpret: Run = async (call) => {
  if (call.flags.check === true) return check(call);
  const { flags, terminal } = call;
  const given = await argumentsOf(call);
  const own = await interpretersOf(flags.customization, [], terminal);
  const interpreter = own?.interpreter ?? createInterpreter();
  const asked = flags.operation as Operation | undefined;
  const operations = asked
    ? [asked]
    : OPERATIONS.filter(
        (operation) =>
          isPossible(operation, given) && interpreter.supports(theObject(oneOf(given)), operation),
      );
  const values: { [name: string]: unknown } = {};
  let failed = false;
  for (const operation of operations) {
    try {
      const result = answerOperation(
        interpreter,
        operation,
        asked || operation === 'Retain' ? given : oneOf(given),
      );
      Object.assign(values, result.values);
      if (result.note !== undefined) terminal.note(`note: ${result.note}\n`);
    } catch (error) {
      if (!(error instanceof Error) || !('faults' in error)) throw error;
      failed = true;
      const message = error.message.startsWith(operation) ? error.message : `${operation}: ${error.message}`;
      noteProblems([{ severity: 'error', message }], terminal);
    }
  }
  const object = given.desired ?? given.observed;
  if (!failed && object && !interpreter.kind(object as KindNamed))
    terminal.note(`note: ${unknownKind(object)}\n`);
  terminal.write(flags.output === 'json' ? formatData([values], 'json') : numbered(values));
  return failed ? EXIT.failed : EXIT.ok;
};

/** In karmadactl's order. */
const OPERATIONS = RULES.map(({ operation }) => operation);

type KindNamed = Parameters<Interpreter['kind']>[0];

function unknownKind({ apiVersion, kind }: Fields): string {
  return plain(
    `there is no interpreter for ${kind} of ${apiVersion}: nothing is known of it but that its whole status is collected`,
  );
}

/** The same with one object: of two, which Retain takes, the desired one. */
function oneOf(given: OperationArguments): OperationArguments {
  return given.desired ? { ...given, observed: undefined } : given;
}

/** Whether what an operation needs has been given, where none is asked for. */
function isPossible(
  operation: Operation,
  { desired, observed, items, replicas }: OperationArguments,
): boolean {
  if (operation === 'Retain') return desired !== undefined && observed !== undefined;
  if (operation === 'AggregateStatus') return items.length > 0;
  return operation !== 'ReviseReplica' || !Number.isNaN(replicas);
}

/** Values as karmadactl writes them: documents of YAML, each with its number and name. */
function numbered(values: { readonly [name: string]: unknown }): string {
  const entries = Object.entries(values);
  return entries
    .map(([name, value], i) => `---\n# [${i + 1}/${entries.length}] ${name}:\n${formatData([value], 'yaml')}`)
    .join('');
}

async function argumentsOf(call: Call): Promise<OperationArguments> {
  const { args, flags } = call;
  const [file] = args;
  const { desiredFile = file } = flags;
  if (file !== undefined && flags.desiredFile !== undefined)
    throw new Refusal('FILE is the same as --desired-file: give one of them');
  const [desired, observed] = [await objectOf(desiredFile, call), await objectOf(flags.observedFile, call)];
  const items = flags.statusFile === undefined ? [] : await objectsOf(flags.statusFile, call);
  const { operation, desiredReplica = operation === 'ReviseReplica' ? '0' : 'NaN' } = flags;
  const replicas = Number(desiredReplica);
  if (!isCount(replicas, MAX_INT32) && desiredReplica !== 'NaN')
    throw new Refusal(`--desired-replica is ${desiredReplica}, not an integer from 0 to ${MAX_INT32}`);
  return { desired, observed, items, replicas };
}

async function objectOf(file: unknown, call: Call): Promise<Fields | undefined> {
  if (file === undefined) return undefined;
  const objects = await objectsOf(file, call);
  if (objects.length !== 1) throw new Refusal(`${file} has ${objects.length} objects, not one`);
  return objects[0];
}

async function objectsOf(file: unknown, { terminal }: Call): Promise<readonly Fields[]> {
  const { manifests, faulty } = await readFiles([String(file)], terminal);
  if (faulty) throw new Refusal(`${file} cannot be read`);
  return manifests.map(({ value }) => value);
}

/** Checks customizations and answers nothing. */
async function check({ args, flags, terminal }: Call) {
  const files = [...args, ...(Array.isArray(flags.customization) ? flags.customization.map(String) : [])];
  if (files.length === 0) throw new Refusal('--check needs customizations: -f FILE');
  const { manifests, faulty } = await readFiles(files, terminal);
  const { checkCustomizations } = await import('../interpret/check-customizations.js');
  const { text, failed } = checkCustomizations(manifests, styleOf(terminal.color));
  terminal.write(text);
  if (faulty) return EXIT.refused;
  return failed ? EXIT.failed : EXIT.ok;
}
