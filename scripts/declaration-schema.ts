import * as z from 'zod/mini';
import { interpreterDeclarationSchema } from '../src/declarative/interpreter-declaration-schema.js';
import { predicateSchema } from '../src/declarative/predicate-schema.js';
import { reduction } from '../src/declarative/status-schema.js';

/** What an editor says of a key, by the end of its place in the schema. */
const DESCRIPTIONS: { readonly [place: string]: string } = {
  apiVersion: 'The API version, or every one under which the declaration holds, the current one first.',
  kind: 'The kind, as manifests name it.',
  observedGeneration:
    'How the kind writes status.observedGeneration; a text of digits, as Argo Rollouts does.',
  replicas: 'Where the number of replicas stands, by a plain path, and the pod template of each of them.',
  status:
    'How each status field of the members becomes the federation’s. observedGeneration is always there, by the generation rule.',
  reflects: 'whole: all of a member’s status is collected, and not the declared fields alone.',
  choose: 'Status fields that are taken together, of the member that is worst.',
  health: 'The first rule that holds is the health; where none does, the object is progressing.',
  retain: 'Plain paths to the fields whose value in the member cluster is kept, where it is set there.',
  dependencies: 'What has to be propagated together with the object.',
  components: 'The parts of a workload that has several pod templates.',
};

/** The JSON Schema of declarations, for editors: it asks for a little less than `compileInterpreter` does. */
export function declarationSchema(): string {
  const metadata = z.registry<{ id: string }>();
  metadata.add(predicateSchema, { id: 'predicate' });
  metadata.add(reduction, { id: 'reducer' });
  const schema = z.toJSONSchema(interpreterDeclarationSchema, {
    ...{ target: 'draft-7', metadata },
    override({ path: [properties, key, ...below], jsonSchema }) {
      const description = properties === 'properties' && below.length === 0 && DESCRIPTIONS[`${key}`];
      if (description) jsonSchema.description = description;
    },
  });
  const title = 'An interpreter of karmada-interpreter, as data';
  return `${JSON.stringify({ $schema: schema.$schema, title, ...schema }, null, 2)}\n`;
}

export const schemaFile = new URL('../src/declarative/schema.json', import.meta.url);
