import { readFile } from 'node:fs/promises';
import { createSecureContext } from 'node:tls';
import { unreadable } from '../refusal.js';

/** A certificate and its key, as their files hold them. */
export interface Certificate {
  readonly cert: string;
  readonly key: string;
}

/** The files of a certificate. */
export interface CertificateFiles {
  readonly cert: string;
  readonly key: string;
}

/**
 * Reads a certificate and its key.
 *
 * @param files - Their absolute paths; links are followed anew at each call, as a Secret is renewed in a pod by another
 * link to its directory.
 * @returns The pair.
 * @throws Refusal where a file cannot be read; Error where the two do not belong together, as between the renewal of
 * the one and of the other.
 */
export async function readCertificate({ cert, key }: CertificateFiles): Promise<Certificate> {
  const [certificate, privateKey] = await Promise.all([readText(cert), readText(key)]);
  const pair = { cert: certificate, key: privateKey };
  createSecureContext(pair);
  return pair;
}

async function readText(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    throw unreadable(path, error);
  }
}
