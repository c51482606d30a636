import { createInterpreter } from 'karmada-interpreter';
import type { Run } from '../command.js';
import { EXIT } from '../exit-code.js';
import { tableOf } from '../print/table.js';

/** Lists the kinds that are interpreted. */
export const kinds: Run = async ({ terminal }) => {
  const rows = createInterpreter()
    .kinds()
    .map(({ apiVersion, kind, operations }) => [kind, apiVersion, operations.join(', ')]);
  terminal.write(`${tableOf(['KIND', 'API VERSION', 'OPERATIONS'], rows, terminal.columns)}\n`);
  return EXIT.ok;
};
