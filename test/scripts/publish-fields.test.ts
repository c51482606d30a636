import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import manifest from '../../package.json' with { type: 'json' };
import { publishFields } from '../../scripts/publish-fields.js';

const settings = JSON.parse(readFileSync('publish.json', 'utf8'));

describe('publishFields', () => {
  it('makes the fields of package.json of two addresses', () => {
    const repository = 'https://git.example.org/team/karmada-interpreter';
    const homepage = 'https://interpreter.example.org/';
    for (const ending of ['', '/', '.git'])
      expect(publishFields({ repository: repository + ending, homepage })).toEqual({
        fields: {
          repository: { type: 'git', url: `git+${repository}.git` },
          homepage,
          bugs: { url: `${repository}/issues` },
        },
      });
  });

  it.each([
    [{}, ['repository', 'homepage']],
    [{ repository: 'https://git.example.org/a', homepage: '' }, ['homepage']],
    [{ repository: 'git@git.example.org:a', homepage: 'https://a.example.org' }, ['repository']],
  ])('names what is missing in %j', (given, missing) => {
    expect(publishFields(given)).toEqual({ missing });
  });
});

describe('npm publish', () => {
  it('fills the fields in before anything else', () => {
    expect(manifest.scripts.prepublishOnly).toBe('tsx scripts/fill-publish-fields.ts');
  });

  it.runIf('missing' in publishFields(settings))(
    'is refused while publish.json is not filled in',
    async () => {
      const failed = await promisify(execFile)('npm', ['publish', '--dry-run']).catch((error) => error);
      expect(failed.code).toBe(1);
      expect(failed.stderr).toContain('publish.json has no https address as repository and homepage');
    },
  );
});
