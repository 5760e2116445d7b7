import fs from 'node:fs';
import { createRequire } from 'node:module';
import { inRoot } from '../paths.mjs';
import { harnesses } from './index.mjs';
import { markdownRows } from './table.mjs';

const FILE = inRoot('docs/reliability.md');

const HEAD = `# Reliability

What was tried to break the portal, and what held. \`yarn prove NAME --write\` makes each section of this page; \`yarn prove\`
alone runs everything and changes nothing here. The same seed tries the same things.
`;

const begin = name => `<!-- prove:${name} -->`;
const end = name => `<!-- /prove:${name} -->`;

/** A harness's section, between its markers. */
export function section(name, { rows, details, seed, date, seconds }) {
  return [
    begin(name),
    `## ${harnesses[name].title}`,
    `\`yarn prove ${name} --seed ${seed}\`, ${date}, ${Math.round(seconds)} s`,
    markdownRows(rows),
    ...(details ? [details] : []),
    end(name),
  ].join('\n\n');
}

/** The page with one section replaced, or put where it belongs among the others. */
export function replaceSection(page, name, text) {
  const from = page.indexOf(begin(name));
  if (from >= 0) {
    const to = page.indexOf(end(name), from) + end(name).length;
    return page.slice(0, from) + text + page.slice(to);
  }
  const names = Object.keys(harnesses);
  const next = names
    .slice(names.indexOf(name) + 1)
    .find(other => page.includes(begin(other)));
  const at = next ? page.indexOf(begin(next)) : page.length;
  return `${page.slice(0, at).trimEnd()}\n\n${text}\n\n${page.slice(at)}`;
}

/** Writes a harness's section into docs/reliability.md. */
export async function writeSection(name, result) {
  const prettier = createRequire(inRoot('package.json'))('prettier');
  const config = await prettier.resolveConfig(FILE);
  // From here to the end without a pause: another harness may write its own section.
  const page = fs.existsSync(FILE) ? fs.readFileSync(FILE, 'utf8') : HEAD;
  fs.writeFileSync(
    FILE,
    prettier.format(replaceSection(page, name, section(name, result)), {
      ...config,
      parser: 'markdown',
    }),
  );
}
