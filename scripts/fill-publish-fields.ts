// Writes into `package.json` where the project lives, as `publish.json` says; fails where that does not say it.
import { readFileSync, writeFileSync } from 'node:fs';
import { publishFields } from './publish-fields.js';

const read = (file: string) => JSON.parse(readFileSync(file, 'utf8'));
const found = publishFields(read('publish.json'));
if ('missing' in found) {
  const names = found.missing.join(' and ');
  console.error(`publish.json has no https address as ${names}: whoever publishes writes it there.`);
  process.exitCode = 1;
} else
  writeFileSync('package.json', `${JSON.stringify({ ...read('package.json'), ...found.fields }, null, 2)}\n`);
