/** Reasons to wait that say that the image or the container is at fault, and not that time has to pass. */
const BAD = /^Err|(Error|BackOff)$|^InvalidImageName$/;

/**
 * Whether a container waits for something that will not come by itself.
 *
 * @param reason - The reason of its `waiting` state.
 * @see https://github.com/argoproj/gitops-engine/blob/5baed5604d2dd970619fc9b91e8d31724662ab3e/pkg/health/health_pod.go#L45-L56
 */
export function isBadWait(reason: unknown): boolean {
  return typeof reason === 'string' && BAD.test(reason);
}
