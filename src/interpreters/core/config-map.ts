import { defineInterpreter } from '../define-interpreter.js';
import { dataHealth } from '../health/data-health.js';

/** `v1` ConfigMap. */
export const configMap = defineInterpreter({ apiVersion: 'v1', kind: 'ConfigMap', health: dataHealth });
