import { resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { parseGoDuration } from '../../kubernetes/go-duration.js';
import type { Call, Run } from '../command.js';
import { EXIT } from '../exit-code.js';
import { readManifests } from '../input/read-manifests.js';
import { readSource, readSources } from '../input/read-sources.js';
import { type Loaded, loadInterpreters } from '../load-interpreters.js';
import { type DataFormat, formatData } from '../print/data.js';
import { logLine } from '../print/log-line.js';
import { noteProblems } from '../print/note-problems.js';
import { Refusal } from '../refusal.js';
import type { CertificateFiles } from '../serve/certificate-files.js';
import { configurationOf } from '../serve/print-configuration.js';
import { answerRequests, type Log } from '../serve/request-listener.js';
import { listen, type ServerPlan } from '../serve/webhook-server.js';
import type { Terminal } from '../terminal.js';

/** Serves the interpreter webhook until a signal comes, or prints the configuration that makes Karmada call it. */
export const serve: Run = async ({ flags, terminal }) => {
  const loaded = await load(flags, terminal);
  noteProblems(loaded.findings, terminal);
  if (loaded.findings.some(({ severity }) => severity === 'error')) return EXIT.failed;
  if (flags.printConfig) {
    const ca = flags.ca === undefined ? undefined : (await readSource(flags.ca as string, terminal)).text;
    const configuration = configurationOf(flags, ca, loaded.interpreter);
    terminal.write(formatData([configuration], flags.output as DataFormat));
    return EXIT.ok;
  }
  await run(planOf(flags, terminal), drainOf(flags), loaded, terminal);
  return EXIT.ok;
};

async function load(flags: Call['flags'], terminal: Terminal): Promise<Loaded> {
  const directories = [flags.declarations, flags.customizations].filter((name) => typeof name === 'string');
  const sources = await readSources(directories, terminal);
  const loaded = loadInterpreters(sources.map((source) => readManifests(source)));
  const others = loaded.others.length;
  if (others > 0) terminal.note(`${others} objects are neither declarations nor customizations\n`);
  return loaded;
}

/** Listens, and goes on until a signal comes and nobody is waiting any more. */
async function run(plan: ServerPlan, drain: number, loaded: Loaded, terminal: Terminal): Promise<void> {
  const log: Log = (event, fields) => terminal.note(logLine(terminal.now(), event, fields));
  const stopped = terminal.stopped();
  const answering = answerRequests(loaded.interpreter, log);
  const server = await listen(plan, answering, log);
  const own = loaded.own.map(({ apiVersions, kind }) => `${apiVersions[0]}/${kind}`);
  log('serving', {
    url: server.url,
    kinds: loaded.interpreter.kinds().length,
    own: own.length > 0 ? own.join(',') : undefined,
  });
  if (!plan.files)
    log('unencrypted', {
      message: 'Karmada asks over HTTPS alone: give --tls-cert and --tls-key, or put a proxy in front',
    });
  const renewing = server.renew(stopped);
  await untilAborted(stopped);
  log('leaving', { signal: stopped.reason });
  answering.leave();
  await wait(drain);
  await Promise.all([server.close(), renewing]);
  log('ended');
}

function untilAborted(signal: AbortSignal): Promise<void> {
  return new Promise((done) => {
    if (signal.aborted) done();
    else signal.addEventListener('abort', () => done(), { once: true });
  });
}

function planOf({ port, host, tlsCert, tlsKey }: Call['flags'], { cwd }: Terminal): ServerPlan {
  if (typeof port !== 'string' || !/^\d{1,5}$/.test(port) || Number(port) > 65535)
    throw new Refusal(`--port is ${port}, not an integer from 0 to 65535`);
  if ((tlsCert === undefined) !== (tlsKey === undefined))
    throw new Refusal('--tls-cert and --tls-key go together: a certificate and its private key');
  const files: CertificateFiles | undefined =
    tlsCert === undefined
      ? undefined
      : { cert: resolve(cwd, tlsCert as string), key: resolve(cwd, tlsKey as string) };
  return { port: Number(port), host: host as string | undefined, files };
}

/** The longest that requests are answered after a signal, in milliseconds. */
const LONGEST_DRAIN = 3_600_000;

function drainOf({ drain }: Call['flags']): number {
  const milliseconds = Number((parseGoDuration(drain) ?? -1n) / 1_000_000n);
  if (milliseconds >= 0 && milliseconds <= LONGEST_DRAIN) return milliseconds;
  throw new Refusal(`--drain is ${drain}, not a duration of up to an hour, such as 5s`);
}
