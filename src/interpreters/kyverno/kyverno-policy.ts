import { defineStatus } from '../../status/define-status.js';
import { defineInterpreter } from '../define-interpreter.js';
import { policyKind, policyStatus } from './kyverno-policy-kind.js';

/** The status of `kyverno.io` Policy, without what else its interpreter brings. */
export const kyvernoPolicyStatus = defineStatus({ status: policyStatus, observedGeneration: 'none' });

/** `kyverno.io` Policy. */
export const kyvernoPolicy = defineInterpreter(policyKind('Policy'));
