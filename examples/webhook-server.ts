// An interpreter beside Karmada: `docs/webhook.md` says how to deploy it. Interpreter contexts are answered on
// every path, admission reviews of policies on `/policies`, probes on `/healthz`. It reads PORT, TLS_CERT, TLS_KEY and
// DRAIN_SECONDS from the environment.
import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { createInterpreter } from 'karmada-interpreter';
import { handleInterpreterContext, reviewPolicy } from 'karmada-interpreter/webhook';
import { createNodeHandler } from 'karmada-interpreter/webhook/node';

const {
  PORT = '8443',
  TLS_CERT = '/tls/tls.crt',
  TLS_KEY = '/tls/tls.key',
  DRAIN_SECONDS = '5',
} = process.env;

/** Writes one line of JSON; what a client has sent is cut, as it may be as long as a body. */
function log(event: string, fields: object = {}): void {
  const short = (_: string, value: unknown) => (typeof value === 'string' ? value.slice(0, 500) : value);
  console.log(JSON.stringify({ time: new Date().toISOString(), event, ...fields }, short));
}

/** The part of a well-formed context that says what it is about. */
interface Context {
  readonly request: {
    readonly operation: string;
    readonly kind: { readonly group?: string; readonly version: string; readonly kind: string };
    readonly namespace?: string;
    readonly name?: string;
  };
}

/** What a context is about, as the log has it. */
function subjectOf({ request }: Context): object {
  const { operation, kind, namespace, name } = request;
  return { operation, group: kind.group, version: kind.version, kind: kind.kind, namespace, name };
}

// Your own kinds go here: createInterpreter({ interpreters: [argoRollout] }).
const interpreter = createInterpreter();

const interpret = createNodeHandler((context) => {
  const started = performance.now();
  const answer = handleInterpreterContext(context, interpreter);
  const milliseconds = Number((performance.now() - started).toFixed(3));
  const { uid, successful, status } = answer.response;
  const subject = status?.code === 400 ? {} : subjectOf(context as Context);
  log('interpreted', { uid, ...subject, successful, ...status, milliseconds });
  return answer;
});

// A review holds a policy twice, before and after, and etcd takes no object of more than 1.5 MiB.
const reviewLimits = { maxBodyBytes: 4 * 1024 * 1024, maxBufferedBytes: 16 * 1024 * 1024 };
const review = createNodeHandler((admissionReview) => {
  const answer = reviewPolicy(admissionReview);
  const { uid, allowed, status } = answer.response;
  log('reviewed', { uid, allowed, ...status });
  return answer;
}, reviewLimits);

if (![TLS_CERT, TLS_KEY].every((file) => existsSync(file))) {
  console.error(`The server needs a certificate: TLS_CERT (${TLS_CERT}) and TLS_KEY (${TLS_KEY}).`);
  process.exit(1);
}
const certificate = () => ({ cert: readFileSync(TLS_CERT), key: readFileSync(TLS_KEY) });

let draining = false;

const server = createServer(
  {
    ...certificate(),
    // A client that sends nothing, or half of a request, is cut off: Node looks for those every 30 seconds unless it is
    // told to do so more often.
    headersTimeout: 5_000,
    requestTimeout: 10_000,
    connectionsCheckingInterval: 1_000,
    // Longer than Karmada keeps an idle connection, so that none is closed here while a request is on its way.
    keepAliveTimeout: 120_000,
  },
  (request, response) => {
    if (draining) response.setHeader('connection', 'close');
    response.on('finish', () => {
      const { method, url } = request;
      if (response.statusCode !== 200) log('refused', { method, url, status: response.statusCode });
    });
    const handle = request.url?.startsWith('/policies') ? review : interpret;
    handle(request, response);
  },
);

server.listen(Number(PORT), () => {
  log('listening', { port: (server.address() as AddressInfo).port });
});

// Certificates are renewed in place.
setInterval(() => {
  try {
    server.setSecureContext(certificate());
  } catch (error) {
    log('the certificate cannot be read', { error: String(error) });
  }
}, 60_000).unref();

process.once('SIGTERM', async () => {
  log('draining');
  draining = true;
  // Requests come in until everybody knows that this server is leaving.
  await wait(Number(DRAIN_SECONDS) * 1000);
  server.close(() => log('stopped'));
  // Closing no longer looks at the timeouts above.
  setTimeout(() => server.closeAllConnections(), 10_000).unref();
});
