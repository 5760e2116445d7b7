import fs from 'node:fs';
import { inRoot } from '../paths.mjs';
import { sectionedPage } from '../sectionedPage.mjs';
import { harnesses } from './index.mjs';
import { markdownRows } from './table.mjs';

const page = sectionedPage({
  file: inRoot('docs/reliability.md'),
  head: `# Reliability

What was tried to break the portal, and what held. \`yarn prove NAME --write\` makes each section of this page; \`yarn prove\`
alone runs everything and changes nothing here. The same seed tries the same things.
`,
  mark: 'prove',
  names: Object.keys(harnesses),
});

export const { replaceSection } = page;

/** What a harness's section says, paragraph by paragraph. */
export function section(name, { rows, details, seed, date, seconds }) {
  return [
    `## ${harnesses[name].title}`,
    `\`yarn prove ${name} --seed ${seed}\`, ${date}, ${Math.round(seconds)} s`,
    markdownRows(rows),
    ...(details ? [details] : []),
  ];
}

/** Writes a harness's section into docs/reliability.md. */
export async function writeSection(name, result) {
  await page.writeSection(name, section(name, result));
}

/** Writes all results into a file, for programs. */
export function writeJson(file, tried) {
  const results = tried.flatMap(({ harness, rows }) =>
    rows.map(({ what, tried: count, held, failures }) => ({
      name: `${harness}: ${what}`,
      tried: count,
      held,
      failures,
    })),
  );
  fs.writeFileSync(file, `${JSON.stringify({ results }, undefined, 2)}\n`);
}
