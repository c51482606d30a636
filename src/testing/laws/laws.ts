import type { Law } from './law.js';
import { lawsOfAggregation } from './of-aggregation.js';
import { lawsOfEveryMethod } from './of-every-method.js';
import { lawsOfGeneration } from './of-generation.js';
import { lawsOfOneObject } from './of-one-object.js';

/** All laws. What breaks one may break the later ones too, so that the first one broken says most. */
export const LAWS: readonly Law[] = [
  ...lawsOfEveryMethod,
  ...lawsOfAggregation,
  ...lawsOfGeneration,
  ...lawsOfOneObject,
];
