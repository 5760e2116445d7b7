import fs from 'node:fs';
import { inRoot } from '../paths.mjs';
import { sectionedPage } from '../sectionedPage.mjs';
import { benches } from './index.mjs';
import { markdownResults } from './table.mjs';

const page = sectionedPage({
  file: inRoot('docs/performance.md'),
  head: `# Performance

What the portal adds to the time that AWS takes, what it costs in calls, memory and statements, and how that grows.
\`yarn bench NAME --write\` makes each section of this page; \`yarn bench\` alone measures everything and changes nothing here.
Ratios are of things measured in the same run, on the simulated AWS.
`,
  mark: 'bench',
  names: Object.keys(benches),
});

/** Writes a bench's section into docs/performance.md. */
export async function writeSection(
  name,
  { results, details, seed, date, seconds },
) {
  await page.writeSection(name, [
    `## ${benches[name].title}`,
    `\`yarn bench ${name} --seed ${seed}\`, ${date}, ${Math.round(seconds)} s`,
    markdownResults(results),
    ...(details ? [details] : []),
  ]);
}

/** Writes all results into a file, for programs. */
export function writeJson(file, measured) {
  const results = measured.flatMap(({ bench, results: all }) =>
    all.map(({ name, value, target, met }) => ({
      name: `${bench}: ${name}`,
      value,
      target,
      met,
    })),
  );
  fs.writeFileSync(file, `${JSON.stringify({ results }, undefined, 2)}\n`);
}
