import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The root of the project. */
export const root = join(import.meta.dirname, '../..');
/** Where the pages are written that VitePress makes the site of. */
export const pagesDirectory = join(root, 'site/.pages');
/** The site. */
export const siteDirectory = join(root, 'site/dist');

interface Manifest {
  readonly name: string;
  readonly description: string;
  readonly homepage?: string;
  readonly repository?: string | { readonly url?: string };
  readonly exports: { readonly [entry: string]: unknown };
}

const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as Manifest;

export const { name, description } = manifest;

/** Where the site stands, from `homepage` of package.json; undefined until it says so. */
export const homepage = manifest.homepage === undefined ? undefined : new URL(manifest.homepage);

/** The page of the repository, from `repository` of package.json; undefined until it says so. */
export const repository = repositoryPage(manifest.repository);

/** What package.json exports as code: `webhook/node` for `karmada-interpreter/webhook/node`, '' for the core. */
export const entries: readonly string[] = Object.keys(manifest.exports)
  .filter((entry) => !entry.endsWith('.json'))
  .map((entry) => entry.replace(/^\.\/?/, ''));

/** What an entry is imported by. */
export const specifierOf = (entry: string): string => (entry === '' ? name : `${name}/${entry}`);

/** The source file of an entry, from the root of the project. */
export function sourceOf(entry: string): string {
  const file = [join('src', entry, 'index.ts'), `src/${entry}.ts`].find((path) =>
    existsSync(join(root, path)),
  );
  if (file === undefined) throw new Error(`${specifierOf(entry)} has no source`);
  return file;
}

/** `git+https://host/owner/name.git`, `host:owner/name` or an address, as the address of a page. */
function repositoryPage(given: Manifest['repository']): string | undefined {
  const url = typeof given === 'string' ? given : given?.url;
  if (url === undefined || url === '') return undefined;
  const [, host, path] = /^(github|gitlab|bitbucket):(.+)$/.exec(url) ?? [];
  const address = host ? `https://${host}.${host === 'bitbucket' ? 'org' : 'com'}/${path}` : url;
  return address.replace(/^git\+/, '').replace(/\.git$/, '');
}
