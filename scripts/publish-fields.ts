/** What whoever publishes writes into `publish.json`. */
export interface PublishSettings {
  /** The address of the repository on the web: `https://github.com/example/karmada-interpreter`. */
  readonly repository: string;
  /** The address of the site. */
  readonly homepage: string;
}

/** The fields of `package.json` that follow from it. */
export interface PublishFields {
  readonly repository: { readonly type: 'git'; readonly url: string };
  readonly homepage: string;
  readonly bugs: { readonly url: string };
}

/**
 * The fields of `package.json` that say where the project lives.
 *
 * @param settings - What `publish.json` holds.
 * @returns The fields, or the names of the settings that are missing or are no `https` address.
 */
export function publishFields(
  settings: Partial<PublishSettings>,
): { readonly fields: PublishFields } | { readonly missing: readonly string[] } {
  const { repository = '', homepage = '' } = settings;
  const isAddress = (text: string) => URL.canParse(text) && text.startsWith('https://');
  const missing = Object.entries({ repository, homepage }).filter(([, value]) => !isAddress(value));
  if (missing.length > 0) return { missing: missing.map(([name]) => name) };
  const root = repository.replace(/(\.git)?\/?$/, '');
  return {
    fields: {
      repository: { type: 'git', url: `git+${root}.git` },
      homepage,
      bugs: { url: `${root}/issues` },
    },
  };
}
