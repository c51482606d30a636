import { countedAmount, formatQuantity, parseQuantity, quantityFormat } from '../quantity.js';

/** Canonical Kubernetes quantities by resource name. */
export type ResourceRequest = { readonly [resource: string]: string };

/** Amounts by resource name, as `parseQuantity` reads them. */
export type Amounts = Map<string, bigint>;

/** Amounts as schedulers count them and Kubernetes writes them, by name; what there is nothing of is left out. */
export function requestOf(amounts: Amounts): ResourceRequest {
  const asked = [...amounts.keys()].filter((name) => (amounts.get(name) ?? 0n) !== 0n).sort();
  return Object.fromEntries(
    asked.map((name) => {
      const amount = countedAmount(amounts.get(name) ?? 0n, name);
      return [name, formatQuantity(amount, quantityFormat(name))];
    }),
  );
}

/** Of each resource the most that one of several pods requests. */
export function greatestRequest(requests: readonly (ResourceRequest | undefined)[]): ResourceRequest {
  const greatest: Amounts = new Map();
  for (const request of requests) {
    for (const [name, quantity] of Object.entries(request ?? {})) {
      const amount = parseQuantity(quantity) ?? 0n;
      if (amount > (greatest.get(name) ?? 0n)) greatest.set(name, amount);
    }
  }
  return requestOf(greatest);
}
