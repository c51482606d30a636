import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, extname, join, posix } from 'node:path';
import { anchorOf, groups, referenceRoute } from './pages.js';
import { entries, pagesDirectory, root, sourceOf, specifierOf } from './project.js';

/** What has been written: the route of each page, with its text. */
export type Written = Map<string, string>;

/** Writes every page but the reference, and the files that their links name. */
export function writePages(): Written {
  const written: Written = new Map();
  const pages = groups().flatMap((group) => group.pages);
  const routes = new Map(pages.map(({ source, route }) => [source, route]));
  const files = new Set<string>();
  const toSite = (source: string) => (target: string) => {
    const [path = '', anchor] = target.split('#');
    const file = posix.join(posix.dirname(source), path);
    const suffix = anchor === undefined ? '' : `#${anchor}`;
    const route = routes.get(file);
    if (route !== undefined) return `/${route}.md${suffix}`;
    if (!existsSync(join(root, file))) throw new Error(`${source} links to ${target}, which is not there`);
    files.add(file);
    return `/${fileRoute(file)}.md`;
  };
  for (const { source, route, title } of pages) {
    const text = readFileSync(join(root, source), 'utf8');
    // On the site, the first heading is the page's name, also where the file's is the project's.
    write(written, route, withLinks(withoutComments(text), toSite(source)), title);
  }
  // A file that has been taken up may be a directory, whose files come behind it.
  for (const file of files) {
    if (statSync(join(root, file)).isDirectory()) {
      const inside = readdirSync(join(root, file)).filter((name) => !['node_modules', 'dist'].includes(name));
      for (const name of inside) files.add(posix.join(file, name));
      write(written, fileRoute(file), listing(file, inside), file, FILE);
    } else write(written, fileRoute(file), shown(file), file, FILE);
  }
  write(written, 'playground', '', 'Playground', 'layout: Playground\nsidebar: false\naside: false\n');
  cpSync(join(root, 'site/public'), join(pagesDirectory, 'public'), { recursive: true });
  return written;
}

/** Writes the reference: a page for each entry of package.json, from the doc comments. */
export async function writeReference(): Promise<Written> {
  const written: Written = new Map();
  const made = join(root, 'site/.cache/reference');
  // Loaded late: a first build has installed it only now.
  const { Application } = await import('typedoc');
  const application = await Application.bootstrapWithPlugins({
    options: join(root, 'site/typedoc.json'),
    entryPoints: entries.map((entry) => join(root, sourceOf(entry))),
    out: made,
  });
  const project = await application.convert();
  if (!project) throw new Error('typedoc cannot read the sources');
  await application.generateOutputs(project);

  // typedoc names a module by its folder, and the core by the one that is left.
  const pageOf = (entry: string) => `${entry === '' ? 'index' : entry}.md`;
  const texts = new Map(
    entries.map((entry) => [pageOf(entry), readFileSync(join(made, pageOf(entry)), 'utf8')]),
  );
  const anchors = new Map([...texts].map(([page, text]) => [page, anchorsOf(text)]));
  const routes = new Map(entries.map((entry) => [pageOf(entry), referenceRoute(entry)]));
  for (const entry of entries) {
    const page = pageOf(entry);
    const text = (texts.get(page) ?? '').replace(/^# .*$/m, `# ${specifierOf(entry)}`);
    const toSite = (target: string) => {
      const [path = '', anchor = ''] = target.split('#');
      const found = path === '' ? page : posix.join(posix.dirname(page), path);
      const to = routes.has(found) ? found : pageOf('');
      // What has no place of its own is somewhere on the page.
      const known = [anchor, anchor.replace(/-\d+$/, '')].find((each) => anchors.get(to)?.has(each));
      return `/${routes.get(to)}.md${known === undefined ? '' : `#${known}`}`;
    };
    write(written, referenceRoute(entry), withLinks(text, toSite, true), specifierOf(entry));
  }
  const rows = entries.map((entry) => `- [\`${specifierOf(entry)}\`](/${referenceRoute(entry)}.md)`);
  const text = `# Reference\n\nEvery entry of the package, from the comments in its sources.\n\n${rows.join('\n')}\n`;
  write(written, 'reference/index', text, 'Reference');
  return written;
}

function write(written: Written, route: string, text: string, title: string, more = ''): void {
  const path = join(pagesDirectory, `${route}.md`);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, `---\ntitle: ${JSON.stringify(title)}\n${more}---\n\n${text}`);
  written.set(route, text);
}

/** Every relative link outside of code by what `toSite` makes of it; of those within the page too, where asked. */
function withLinks(text: string, toSite: (target: string) => string, within = false): string {
  const links = within ? /\]\((?![a-z]+:)([^)\s]+)\)/g : /\]\((?!#|[a-z]+:)([^)\s]+)\)/g;
  return outsideCode(text, (prose) => prose.replace(links, (_, target: string) => `](${toSite(target)})`));
}

/** The anchors of a page: of several headings alike, all but the first have a number. */
function anchorsOf(text: string): ReadonlySet<string> {
  const counts = new Map<string, number>();
  const anchors = [...text.matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) => {
    const anchor = anchorOf(heading.replace(/\\/g, ''));
    const count = counts.get(anchor) ?? 0;
    counts.set(anchor, count + 1);
    return count === 0 ? anchor : `${anchor}-${count}`;
  });
  // The fields of a table have places of their own.
  return new Set([...anchors, ...[...text.matchAll(/<a id="([\w-]+)">/g)].map(([, id = '']) => id)]);
}

/** Marks of the generator are for whoever edits the file. */
function withoutComments(text: string): string {
  return outsideCode(text, (prose) => prose.replace(/<!--[\s\S]*?-->\n?/g, ''));
}

function outsideCode(text: string, change: (prose: string) => string): string {
  return text
    .split(/(^ {0,3}```[\s\S]*?^ {0,3}```$)/m)
    .map((part, i) => (i % 2 === 0 ? change(part) : part))
    .join('');
}

/** The languages of files whose ending is none that the highlighter knows. */
const LANGUAGES: { readonly [ending: string]: string } = {
  '.conf': 'yaml',
  '.mts': 'ts',
  '.svg': 'xml',
  '.yml': 'yaml',
};

/** A search is for what the pages say, not for code that they link to. */
const FILE = 'search: false\nsidebar: false\naside: false\n';

const fileRoute = (file: string): string => `files/${file}`;

/** A file of the project as a page. */
function shown(file: string): string {
  const text = readFileSync(join(root, file), 'utf8');
  const ending = extname(file);
  const fence = '`'.repeat(Math.max(3, ...(text.match(/`+/g) ?? []).map(({ length }) => length + 1)));
  return `# ${file}\n\n${fence}${LANGUAGES[ending] ?? ending.slice(1)}\n${text.trimEnd()}\n${fence}\n`;
}

/** A directory of the project as a page. */
function listing(file: string, names: readonly string[]): string {
  const rows = names.map((name) => `- [${name}](/${fileRoute(posix.join(file, name))}.md)`);
  return `# ${file}\n\n${rows.join('\n')}\n`;
}

/** `llms.txt`: what the project is, and each page with its address and its first sentence. */
export function llmsText(
  pages: Written,
  project: { readonly name: string; readonly description: string },
): string {
  const line = (route: string, title: string) => {
    const first = /^(?!#|```|\||-|\s)(.+?[.:?])(?:\s|$)/m.exec(pages.get(route) ?? '')?.[1] ?? '';
    return `- [${title}](/${route}.md)${first && `: ${first.replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')}`}`;
  };
  const sections = groups().map(
    (group) => `## ${group.title}\n\n${group.pages.map(({ route, title }) => line(route, title)).join('\n')}`,
  );
  const reference = entries.map((entry) => line(referenceRoute(entry), specifierOf(entry)));
  return `# ${project.name}\n\n> ${project.description}\n\n${sections.join('\n\n')}\n\n## Reference\n\n${reference.join('\n')}\n`;
}
