import { type Interpreter, InterpreterError } from 'karmada-interpreter';
import {
  interpreterWebhookConfiguration,
  type ResourceInterpreterWebhookConfiguration,
  type ServiceReference,
} from 'karmada-interpreter/webhook';
import { Refusal } from '../refusal.js';

/** What flags say of the configuration for Karmada. */
export interface ConfigurationFlags {
  readonly url?: string | undefined;
  readonly service?: string | undefined;
  readonly name?: string | undefined;
}

/** The flags by the options that they give. */
const FLAGS: { readonly [option: string]: string } = {
  'options.name': '--name',
  'options.url': '--url',
  'options.service': '--service',
  'options.caBundle': '--ca',
  options: '--url and --service',
};

/**
 * The configuration that makes Karmada ask the webhook.
 *
 * @throws Refusal for flags that do not make one.
 */
export function configurationOf(
  { url, service, name }: ConfigurationFlags,
  caBundle: string | undefined,
  interpreter: Interpreter,
): ResourceInterpreterWebhookConfiguration {
  if ((url === undefined) === (service === undefined))
    throw new Refusal(
      '--print-config takes either --url or --service: where does Karmada reach the webhook?',
    );
  const reference = service === undefined ? undefined : serviceOf(service);
  const own = reference ? `${reference.name}.${reference.namespace}.svc` : hostOf(url ?? '');
  try {
    return interpreterWebhookConfiguration({
      name: name ?? own,
      url,
      service: reference,
      caBundle,
      interpreter,
    });
  } catch (error) {
    if (!(error instanceof InterpreterError)) throw error;
    const sentences = error.faults.map(({ path, message }) => message.replace(path, FLAGS[path] ?? path));
    throw new Refusal(sentences.join('; '), { cause: error });
  }
}

/** The host in a URL; a name by which nothing is found where there is none. */
function hostOf(url: string): string {
  return /^\w+:\/\/([^/:?#]+)/.exec(url)?.[1] ?? '';
}

function serviceOf(text: string): ServiceReference {
  const [, namespace, name, port] = /^([^/:]+)\/([^/:]+)(?::(\d+))?$/.exec(text) ?? [];
  if (!namespace || !name)
    throw new Refusal(`--service is ${text}, not namespace/name or namespace/name:port`);
  return { namespace, name, ...(port && { port: Number(port) }) };
}
