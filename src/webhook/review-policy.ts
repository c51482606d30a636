import * as z from 'zod/mini';
import { faultsOf } from '../boundary/faults-of.js';
import { fields, name, open, optional } from '../boundary/schema.js';
import { listed, shortened } from '../errors.js';
import { at, isAbsent } from '../kubernetes/object.js';
import { validateSuspension } from '../suspension/validate-suspension.js';
import { answered, errorMessage } from './answered.js';
import type { RequestStatus } from './interpreter-response.js';

/** The answer of a validating webhook to the API server. */
export interface AdmissionReview {
  readonly apiVersion: 'admission.k8s.io/v1';
  readonly kind: 'AdmissionReview';
  readonly response: AdmissionResponse;
}

/** Whether the API server may write an object. */
export interface AdmissionResponse {
  /** The request's, `''` where it had none. */
  readonly uid: string;
  readonly allowed: boolean;
  /** The reason for a denial: 422 for a fault in the policy, 400 for a malformed review. */
  readonly status?: RequestStatus;
  /** Fields that are accepted and have no effect; `kubectl` prints them. */
  readonly warnings?: readonly string[];
}

/** A review of a policy of either kind; the review of a deletion has no object. */
const reviewSchema = /* @__PURE__ */ (() => {
  const kind = open({
    group: z.literal('policy.karmada.io', '"policy.karmada.io"'),
    kind: z.literal(['PropagationPolicy', 'ClusterPropagationPolicy'], 'a propagation policy'),
  });
  const request = open({ uid: name(), kind, operation: name(), object: optional(fields()) }).check(
    z.refine(({ operation, object }) => operation === 'DELETE' || !isAbsent(object), {
      path: ['object'],
      error: 'an object',
    }),
  );
  return open({
    apiVersion: z.literal('admission.k8s.io/v1', '"admission.k8s.io/v1"'),
    kind: z.literal('AdmissionReview', '"AdmissionReview"'),
    request,
  });
})();

/**
 * Judges the `spec.suspension` of a PropagationPolicy or ClusterPropagationPolicy, as an admission webhook.
 *
 * A policy that is being deleted is let through whatever it says, so that its finalizers can be taken off.
 *
 * @param admissionReview - The AdmissionReview that the API server sends, of whatever type.
 * @returns The review to send back: denied with the path of every error, allowed otherwise; with the warnings.
 * @throws Never.
 * @see https://kubernetes.io/docs/reference/access-authn-authz/extensible-admission-controllers/#response
 * @example
 * createServer({ key, cert }, createNodeHandler(reviewPolicy)).listen(8443);
 */
export function reviewPolicy(admissionReview: unknown): AdmissionReview {
  return {
    apiVersion: 'admission.k8s.io/v1',
    kind: 'AdmissionReview',
    response: answered(admissionReview, judge, (error) => denied(500, errorMessage(error))),
  };
}

/** The most warnings that are sent, and the longest: the API server drops the rest. */
const MOST_WARNINGS = 20;
const LONGEST_WARNING = 256;

/** The judgement on a review. */
function judge(review: unknown): Omit<AdmissionResponse, 'uid'> {
  const malformed = faultsOf(reviewSchema, review, 'review').map(({ message }) => message);
  if (malformed.length > 0) return denied(400, listed(malformed));
  const { object } = (review as { readonly request: { readonly object?: object } }).request;
  if (!isAbsent(at(object, 'metadata', 'deletionTimestamp'))) return { allowed: true };
  const faults = validateSuspension(at(object, 'spec', 'suspension'), { on: 'policy' });
  const said = (severity: 'error' | 'warning') =>
    faults.filter((fault) => fault.severity === severity).map(({ path, message }) => `${path}: ${message}`);
  const [errors, warnings] = [said('error'), said('warning')];
  return {
    ...(errors.length > 0 ? denied(422, listed(errors)) : { allowed: true }),
    ...(warnings.length > 0 && { warnings: shownWarnings(warnings) }),
  };
}

/** @see https://kubernetes.io/docs/reference/access-authn-authz/extensible-admission-controllers/#response */
function shownWarnings(warnings: readonly string[]): readonly string[] {
  const left = warnings.length - MOST_WARNINGS;
  const shown = warnings.slice(0, MOST_WARNINGS).map((warning) => shortened(warning, LONGEST_WARNING - 1));
  return left > 0 ? [...shown, `and ${left} more`] : shown;
}

function denied(code: number, message: string): { allowed: false; status: RequestStatus } {
  return { allowed: false, status: { code, message } };
}
