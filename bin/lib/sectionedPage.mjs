import fs from 'node:fs';
import { createRequire } from 'node:module';
import { inRoot } from './paths.mjs';

/**
 * A Markdown page that commands write: a head, and a section for each of several names, between markers of its own.
 *
 * @param options - the `file`, its `head` when there is none yet, what `mark`s its sections, and all `names` in their order
 */
export function sectionedPage({ file, head, mark, names }) {
  const begin = name => `<!-- ${mark}:${name} -->`;
  const end = name => `<!-- /${mark}:${name} -->`;

  /** A page with one section replaced, or put where it belongs among the others. */
  const replaceSection = (page, name, paragraphs) => {
    const text = [begin(name), ...paragraphs, end(name)].join('\n\n');
    const from = page.indexOf(begin(name));
    if (from >= 0) {
      const to = page.indexOf(end(name), from) + end(name).length;
      return page.slice(0, from) + text + page.slice(to);
    }
    const next = names
      .slice(names.indexOf(name) + 1)
      .find(other => page.includes(begin(other)));
    const at = next ? page.indexOf(begin(next)) : page.length;
    return `${page.slice(0, at).trimEnd()}\n\n${text}\n\n${page.slice(at)}`;
  };

  return {
    replaceSection,

    /** Writes one section into the file. */
    async writeSection(name, paragraphs) {
      const prettier = createRequire(inRoot('package.json'))('prettier');
      const config = await prettier.resolveConfig(file);
      // From here to the end without a pause: another command may write its own section.
      const page = fs.existsSync(file) ? fs.readFileSync(file, 'utf8') : head;
      fs.writeFileSync(
        file,
        prettier.format(replaceSection(page, name, paragraphs), {
          ...config,
          parser: 'markdown',
        }),
      );
    },
  };
}
