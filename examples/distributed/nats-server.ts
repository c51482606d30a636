// Starts the `nats-server` of this machine: `apt-get install nats-server`, or https://github.com/nats-io/nats-server.
import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

/** A server that has been started. */
export interface NatsServer {
  readonly address: string;
  readonly process: ChildProcess;
}

/** Starts a server on a port that is free, with its state in a directory. */
export async function startNatsServer(directory: string): Promise<NatsServer> {
  const config = join(import.meta.dirname, 'nats.conf');
  const flags = ['-c', config, '-a', '127.0.0.1', '-p', '-1', '-js', '-sd', directory];
  const server = spawn('nats-server', flags, { stdio: ['ignore', 'ignore', 'pipe'] });
  const failed = new Promise<never>((_, reject) => {
    server.once('error', reject);
    server.once('exit', () => reject(new Error('nats-server has ended')));
  });
  const address = new Promise<string>((resolve) => {
    createInterface(server.stderr).on('line', (line) => {
      const found = /Listening for client connections on (\S+)/.exec(line)?.[1];
      if (found) resolve(found);
    });
  });
  return { address: await Promise.race([address, failed]), process: server };
}
