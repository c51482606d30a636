import type { AggregatedStatusItems } from '../../generation/items.js';
import { LuaTable } from '../runtime/lua-table.js';
import { readJson } from '../runtime/read-json.js';

const wrap = (source: object): unknown => new LuaTable(source);

/** The members as Karmada gives them to a script: without what says nothing, and without fields that it does not know. */
export function itemsTable(items: AggregatedStatusItems): LuaTable | undefined {
  if (items === undefined || items === null) return undefined;
  const list: LuaTable[] = [];
  for (const { clusterName, status, applied, appliedMessage, health } of items) {
    const table = new LuaTable();
    const keys = ['clusterName'];
    const values = [readJson(clusterName ?? '', wrap)];
    const found = readJson(status, wrap);
    if (found !== undefined) {
      keys.push('status');
      values.push(found);
    }
    if (applied === true) {
      keys.push('applied');
      values.push(true);
    }
    if (appliedMessage) {
      keys.push('appliedMessage');
      values.push(readJson(appliedMessage, wrap));
    }
    if (health) {
      keys.push('health');
      values.push(readJson(health, wrap));
    }
    table.keys = keys;
    table.values = values;
    list.push(table);
  }
  const table = new LuaTable();
  if (list.length > 0) table.list = list;
  return table;
}
