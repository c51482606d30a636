import { watchObjects } from './watch.js';

/** What every object of the API server has. */
export interface ApiObject {
  readonly apiVersion?: string;
  readonly kind?: string;
  readonly metadata: {
    readonly name?: string;
    readonly namespace?: string;
    readonly resourceVersion?: string;
  };
}

/** How an API server is talked to. */
export interface ConnectOptions {
  /** Ends everything. */
  readonly signal: AbortSignal;
  readonly log: (line: string) => void;
  /** How long to wait after a failure, in milliseconds. */
  readonly retryAfter?: number;
}

/** An object that another one refers to. */
export interface Reference {
  readonly apiVersion: string;
  readonly kind: string;
  readonly namespace?: string;
  readonly name: string;
}

/** How often an update is tried again after a conflict. */
const ATTEMPTS = 10;

/** The few calls of the Kubernetes API that a controller needs. */
export function connect(url: string, options: ConnectOptions) {
  const { signal } = options;
  const plurals = new Map<string, string>();

  const call = async (path: string, init: RequestInit = {}): Promise<Response> => {
    const headers = { 'content-type': 'application/json' };
    return fetch(new URL(path, url), { ...init, headers, signal });
  };
  const read = async (path: string): Promise<unknown> => {
    const response = await call(path);
    if (!response.ok) throw new Error(`GET ${path}: ${response.status} ${await response.text()}`);
    return response.json();
  };

  return {
    /** Where an object is, as the API server's discovery has it. */
    async pathOf({ apiVersion, kind, namespace, name }: Reference): Promise<string> {
      const root = apiVersion.includes('/') ? `/apis/${apiVersion}` : `/api/${apiVersion}`;
      const key = `${apiVersion} ${kind}`;
      let plural = plurals.get(key);
      if (plural === undefined) {
        const { resources } = (await read(root)) as { resources: { name: string; kind: string }[] };
        plural = resources.find((resource) => resource.kind === kind && !resource.name.includes('/'))?.name;
        if (plural === undefined) throw new Error(`the API server has no ${key}`);
        plurals.set(key, plural);
      }
      return `${root}${namespace ? `/namespaces/${namespace}` : ''}/${plural}/${name}`;
    },

    /** Writes the status that `change` gives an object, unless it gives the object itself. */
    async updateStatus(path: string, change: <T extends ApiObject>(object: T) => T): Promise<boolean> {
      for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
        const response = await call(path);
        if (response.status === 404) return false;
        if (!response.ok) throw new Error(`GET ${path}: ${response.status}`);
        const object = (await response.json()) as ApiObject;
        const next = change(object);
        if (next === object) return false;
        const { status } = await call(`${path}/status`, { method: 'PUT', body: JSON.stringify(next) });
        if (status >= 200 && status < 300) return true;
        // Somebody else has written meanwhile: what to write follows from what stands there now.
        if (status !== 409) throw new Error(`PUT ${path}/status: ${status}`);
      }
      throw new Error(`PUT ${path}/status: a conflict each time`);
    },

    /** Handles every object of a list, one at a time, and each again whenever it changes. */
    watch<T extends ApiObject>(path: string, handle: (object: T) => Promise<void>): Promise<void> {
      return watchObjects(path, { ...options, call, read }, handle as (object: ApiObject) => Promise<void>);
    },
  };
}
