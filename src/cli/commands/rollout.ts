import type { Run } from '../command.js';
import { Refusal } from '../refusal.js';

export const rollout: Run = async () => {
  throw new Refusal('rollout is not there yet');
};
