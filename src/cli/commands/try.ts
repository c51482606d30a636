import type { Run } from '../command.js';
import { Refusal } from '../refusal.js';

export const tryOut: Run = async () => {
  throw new Refusal('try is not there yet');
};
