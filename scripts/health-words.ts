/** What to say of a reason of `Health`. */
export interface HealthWords {
  /** What somebody can do about it, or what it waits for. */
  readonly help: string;
  /** How the reason is shown where the sources have a variable in its place. */
  readonly shown?: string;
  /** What stands in place of a message that the sources have from elsewhere. */
  readonly message?: string;
}

const NOTHING: HealthWords = { help: 'nothing' };
const WAIT_FOR_CONTROLLER: HealthWords = {
  help: 'wait; if it does not end, see whether the controller of the kind runs in that cluster',
};
const PODS: HealthWords = {
  help: 'look at the pods in that cluster, with `kubectl describe` and their logs',
};
const RESUME: HealthWords = { help: 'take the pause or suspension back in the spec, if it is over' };

/** What to do about each reason that {@link healthReasons} finds. */
export const HEALTH_WORDS: { readonly [reason: string]: HealthWords } = {
  '<condition.type>': {
    shown: '`Ready`, `Stalled`, `Reconciling`',
    help: "as the condition's message says; these words stand only where Flux' condition has no reason of its own",
  },
  '<deployment>': { ...NOTHING, shown: '`Running`, `Complete`' },
  '<otherwise>': {
    shown: 'the type of a condition, or `Not` and that type',
    help: 'look at the condition; these words stand only where it has no reason of its own',
  },
  '<state>': {
    shown: 'the state itself, of a declared kind',
    message: 'what the rule asks for, in words',
    help: 'give the rule of the declaration a `reason` and a `message`: it has none, and no condition decided',
  },
  'Phase<state>': {
    shown: '`Phase` and the state, such as `PhaseDegraded`',
    help: 'look up the phase that the message names in the documents of the kind',
  },
  AddressAssigned: NOTHING,
  ApplicationFailed: { help: "look at the message and the logs of the application's driver" },
  Applied: NOTHING,
  Available: NOTHING,
  ContainerFailed: PODS,
  ContainerFine: NOTHING,
  ContainerWaiting: {
    help: 'correct the image, its registry or the configuration that the message names; no time mends it where it is `Degraded`',
  },
  DeploymentFailed: {
    message: 'the error in the status',
    help: "look at the deployment's error in the status, and at the operator's logs",
  },
  EnoughHealthy: NOTHING,
  Failed: { help: "look at the status and at the operator's logs" },
  Healthy: NOTHING,
  JobFailed: { help: 'look at the logs of the pods that have failed; a job that has failed stays so' },
  JobKnown: NOTHING,
  LastRunFailed: { help: 'look at the logs of the last job; the next run that succeeds mends it' },
  LastRunSucceeded: NOTHING,
  NoAddress: { help: 'wait; if it does not end, see whether the cluster has a controller of load balancers' },
  NoConditions: WAIT_FOR_CONTROLLER,
  NoContainer: WAIT_FOR_CONTROLLER,
  NoInterpreter: { help: 'declare the kind, if something can be known of its health' },
  NoLoadBalancer: NOTHING,
  NoPhase: WAIT_FOR_CONTROLLER,
  NoPods: { help: 'see whether the cluster has nodes that the pods may run on' },
  NoRuleHolds: { help: 'wait, or add a rule to the declaration for what the status says' },
  NoStatus: WAIT_FOR_CONTROLLER,
  NoSuccessYet: NOTHING,
  NotAbleToScale: { help: 'correct what the condition names: the target, its metrics or their source' },
  NotAvailable: PODS,
  NotFailed: NOTHING,
  NotProvisioned: PODS,
  NotReady: { help: 'look at the message of the condition `Ready`' },
  NotReported: WAIT_FOR_CONTROLLER,
  NotRunning: { help: "wait; if it does not end, look at the job's pods" },
  NotScaling: WAIT_FOR_CONTROLLER,
  NotScheduledYet: NOTHING,
  NotStable: { help: 'wait until the deployment is stable; if it does not end, look at the job manager' },
  NotSubmitted: WAIT_FOR_CONTROLLER,
  OldVersionLeft: {
    help: 'wait; if it does not end, look at what keeps the old pods: finalizers, or a budget',
  },
  Paused: RESUME,
  PodFailed: PODS,
  PodsFailed: PODS,
  PodsRun: NOTHING,
  ProgressDeadlineExceeded: {
    message: 'what the counts say',
    help: 'look at the new pods in that cluster; a new version, or pods that come up, mend it',
  },
  Provisioned: NOTHING,
  Ready: NOTHING,
  ReplicaFailure: { help: 'correct what the condition names: a quota, an admission webhook, a pod template' },
  RolledOut: NOTHING,
  RollingOut: { help: 'wait; if it does not end, look at the new pods in that cluster' },
  Running: NOTHING,
  Scheduled: NOTHING,
  SpecNotObserved: WAIT_FOR_CONTROLLER,
  Stable: NOTHING,
  Static: NOTHING,
  Stopped: RESUME,
  Suspended: RESUME,
  SyncFailed: {
    help: 'correct what the condition names: often pods without a controller that can be scaled',
  },
  Terminating: { help: 'wait; if it does not end, look at its finalizers' },
  TooFewHealthy: PODS,
  Unhealthy: { help: 'look at the object; the script says no more' },
  Updated: NOTHING,
  Updating: { help: 'wait; if it does not end, look at the pods that the message counts' },
};
