import { defineStatus } from '../../status/define-status.js';
import { defineInterpreter } from '../define-interpreter.js';
import { policyKind, policyStatus } from './kyverno-policy-kind.js';

/** The status of `kyverno.io` ClusterPolicy, without what else its interpreter brings. */
export const kyvernoClusterPolicyStatus = defineStatus({ status: policyStatus, observedGeneration: 'none' });

/** `kyverno.io` ClusterPolicy. */
export const kyvernoClusterPolicy = defineInterpreter(policyKind('ClusterPolicy'));
