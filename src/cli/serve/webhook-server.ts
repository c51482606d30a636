import { once } from 'node:events';
import { createServer as createHttpServer, type Server as HttpServer, type ServerOptions } from 'node:http';
import { createServer as createHttpsServer, type Server as HttpsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import type { Fields } from '../../kubernetes/object.js';
import { Refusal } from '../refusal.js';
import { type Certificate, type CertificateFiles, readCertificate } from './certificate-files.js';
import type { Answering, Log } from './request-listener.js';

/** Where a server listens, and with what. */
export interface ServerPlan {
  readonly port: number;
  readonly host?: string | undefined;
  /** Without it, the server speaks HTTP. */
  readonly files?: CertificateFiles | undefined;
}

/** A server that listens. */
export interface Listening {
  readonly url: string;
  /** Takes the certificate anew from its files until the signal comes. */
  renew(stopped: AbortSignal): Promise<void>;
  /** Ends when every request has been answered, or has taken too long. */
  close(): Promise<void>;
}

/** How a client is limited that sends nothing, or half of a request, and how long an idle connection is kept. */
const LIMITS: ServerOptions = {
  headersTimeout: 5_000,
  requestTimeout: 10_000,
  connectionsCheckingInterval: 1_000,
  // Longer than Karmada keeps an idle connection, so that none is closed here while a request is on its way.
  keepAliveTimeout: 120_000,
};

/** How often the files of a certificate are looked at, in milliseconds. */
const RENEWAL = 1_000;

/** How long the last requests may take, in milliseconds. */
const LAST_REQUESTS = 10_000;

/**
 * Listens.
 *
 * @throws Refusal where the certificate cannot be used, or the address cannot be listened at.
 */
export async function listen(plan: ServerPlan, { listener }: Answering, log: Log): Promise<Listening> {
  const { port, host, files } = plan;
  const certificate = files && (await firstCertificate(files));
  const server = certificate
    ? createHttpsServer({ ...LIMITS, ...certificate }, listener)
    : createHttpServer(LIMITS, listener);
  server.listen(port, host);
  try {
    await once(server, 'listening');
  } catch (error) {
    throw new Refusal(`${host ?? ''}:${port} cannot be listened at: ${why(error)}`, { cause: error });
  }
  const { address, family, port: actual } = server.address() as AddressInfo;
  const name = family === 'IPv6' ? `[${address}]` : address;
  return {
    url: `http${files ? 's' : ''}://${name}:${actual}`,
    renew: async (stopped) => {
      if (files && certificate) await renewed(server as HttpsServer, files, certificate, stopped, log);
    },
    close: () => closed(server),
  };
}

async function firstCertificate(files: CertificateFiles): Promise<Certificate> {
  try {
    return await readCertificate(files);
  } catch (error) {
    if (error instanceof Refusal) throw error;
    throw new Refusal(`${files.cert} and ${files.key} are no certificate with its key: ${why(error)}`, {
      cause: error,
    });
  }
}

/** Hands a server each new certificate; connections that are open keep theirs. */
async function renewed(
  server: HttpsServer,
  files: CertificateFiles,
  first: Certificate,
  stopped: AbortSignal,
  log: Log,
): Promise<void> {
  let present = first;
  let trouble = '';
  while (!stopped.aborted) {
    await wait(RENEWAL, undefined, { signal: stopped }).catch(() => {});
    try {
      const next = await readCertificate(files);
      trouble = '';
      if (next.cert === present.cert && next.key === present.key) continue;
      server.setSecureContext(next);
      present = next;
      log('renewed', { certificate: files.cert });
    } catch (error) {
      // Once for each trouble, not once a second.
      if (trouble !== why(error)) log('not-renewed', { certificate: files.cert, message: why(error) });
      trouble = why(error);
    }
  }
}

async function closed(server: HttpServer | HttpsServer): Promise<void> {
  const end = once(server, 'close');
  server.close();
  const patience = new AbortController();
  const late = wait(LAST_REQUESTS, undefined, { signal: patience.signal })
    .then(() => server.closeAllConnections())
    .catch(() => {});
  await end;
  patience.abort();
  await late;
}

const WORDS: { readonly [code: string]: string } = {
  EACCES: 'permission denied',
  EADDRINUSE: 'somebody else listens there',
  EADDRNOTAVAIL: 'this machine does not have the address',
  ENOTFOUND: 'there is no such host',
};

function why(error: unknown): string {
  const code = (error as Fields | undefined)?.code;
  const words = typeof code === 'string' ? WORDS[code] : undefined;
  return words ?? (error instanceof Error ? error.message : `${error}`);
}
