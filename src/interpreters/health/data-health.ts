import { type Health, health } from './health.js';

/** The health of a kind that is data and that nothing runs: it is there, and that is all there is to it. */
export function dataHealth(): Health {
  return health('Healthy', 'Applied', 'it is data, which nothing runs');
}
