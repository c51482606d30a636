import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterpreter } from 'karmada-interpreter';
import { expect, test } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { webhookConfiguration, webhookManifest } from '../../scripts/generate.js';

const folder = join(import.meta.dirname, '../../examples/manifests/webhook');
const files = readdirSync(folder);

/** The objects in a manifest; whatever is wrong with its text makes this fail. */
// biome-ignore lint/suspicious/noExplicitAny: manifests as they were parsed
function objectsIn(name: string): any[] {
  return parseAllDocuments(readFileSync(join(folder, name), 'utf8')).map((document) => {
    expect([...document.errors, ...document.warnings]).toStrictEqual([]);
    return document.toJS();
  });
}

const one = (name: string) => objectsIn(name)[0];
const deployment = one('deployment.yaml');
const service = one('service.yaml');
const certificate = objectsIn('certificate.yaml').at(-1);
const configuration = one('interpreter-configuration.yaml');
const admission = one('policy-admission.yaml');

test.each(files)('%s holds objects that kubectl can apply', (name) => {
  for (const { apiVersion, kind, metadata } of objectsIn(name)) {
    expect(apiVersion).toMatch(/^([-a-z.\d]+\/)?v\d/);
    expect(kind).toMatch(/^[A-Z]\w+$/);
    expect(metadata.name).toMatch(/^[a-z\d]([-a-z\d.]*[a-z\d])?$/);
  }
});

test('the configuration is the one that the library makes, and lists all that its interpreter has', () => {
  expect(readFileSync(webhookConfiguration, 'utf8')).toBe(webhookManifest());
  // biome-ignore lint/suspicious/noExplicitAny: rules as they were parsed
  const asked = configuration.webhooks[0].rules.flatMap((rule: any) =>
    rule.apiVersions.flatMap((version: string) =>
      rule.operations.map(
        (operation: string) =>
          `${[rule.apiGroups[0], version].filter(Boolean).join('/')} ${rule.kinds[0]} ${operation}`,
      ),
    ),
  );
  const known = createInterpreter()
    .kinds()
    .flatMap(({ apiVersion, kind, operations }) => operations.map((one) => `${apiVersion} ${kind} ${one}`));
  expect(asked.sort()).toStrictEqual(known.sort());
});

test('what they name is there', () => {
  const { namespace, name } = service.metadata;
  expect(deployment.metadata.namespace).toBe(namespace);
  expect(deployment.spec.template.metadata.labels).toMatchObject(service.spec.selector);
  expect(deployment.spec.selector.matchLabels).toStrictEqual(service.spec.selector);
  const [container] = deployment.spec.template.spec.containers;
  const [port] = service.spec.ports;
  expect(container.ports).toMatchObject([{ name: port.targetPort, containerPort: 8443 }]);
  expect(container.env).toContainEqual({ name: 'PORT', value: '8443' });

  const [webhook] = configuration.webhooks;
  expect(webhook.clientConfig.service).toStrictEqual({ namespace, name });
  expect(port.port).toBe(443);
  expect(certificate.spec.dnsNames).toContain(`${name}.${namespace}.svc`);
  expect(admission.webhooks[0].clientConfig.url).toBe(`https://${name}.${namespace}.svc:443/policies`);

  const [volume] = deployment.spec.template.spec.volumes;
  expect(volume.secret.secretName).toBe(certificate.spec.secretName);
  const [mount] = container.volumeMounts;
  expect(mount.name).toBe(volume.name);
  for (const [variable, key] of [
    ['TLS_CERT', 'tls.crt'],
    ['TLS_KEY', 'tls.key'],
  ]) {
    expect(container.env).toContainEqual({ name: variable, value: `${mount.mountPath}/${key}` });
  }
});

test('the certificates hang together', () => {
  const objects = objectsIn('certificate.yaml');
  const named = (kind: string, name: string) =>
    objects.find((object) => object.kind === kind && object.metadata.name === name);
  const issuer = named('Issuer', certificate.spec.issuerRef.name);
  const authority = objects.find(({ spec }) => spec.isCA);
  expect(authority.spec.secretName).toBe(issuer.spec.ca.secretName);
  expect(named('Issuer', authority.spec.issuerRef.name).spec).toStrictEqual({ selfSigned: {} });
  expect(new Set(objects.map(({ metadata }) => metadata.namespace)).size).toBe(1);
});
