import type { Run } from '../command.js';
import { Refusal } from '../refusal.js';

export const interpret: Run = async () => {
  throw new Refusal('interpret is not there yet');
};
