import type { Run } from '../command.js';
import { Refusal } from '../refusal.js';

export const explain: Run = async () => {
  throw new Refusal('explain is not there yet');
};
