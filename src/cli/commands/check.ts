import type { Run } from '../command.js';
import { Refusal } from '../refusal.js';

export const check: Run = async () => {
  throw new Refusal('check is not there yet');
};
