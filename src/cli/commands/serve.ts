import type { Run } from '../command.js';
import { Refusal } from '../refusal.js';

export const serve: Run = async () => {
  throw new Refusal('serve is not there yet');
};
