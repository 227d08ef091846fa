import { readFileSync } from 'node:fs';
import { GrowthStages } from '../../stages';
import { SCALING_GUIDES } from '../../stages/guides';

const SOURCES = readFileSync('docs/guides/sources.md', 'utf8');

test.each(Object.entries(SCALING_GUIDES))('%s has the name, title and address of the documentation', (code, guide) => {
  expect(SOURCES).toContain(`| ${code} | ${guide.name} | [${guide.title}][${code.toLowerCase()}]`);
  expect(SOURCES).toContain(`[${code.toLowerCase()}]: ${guide.url}\n`);
});

test('the catalogue names guides in words; only `guide` is a code', () => {
  const words = JSON.stringify(GrowthStages.ALL, (property, value: unknown) =>
    property === 'guide' ? SCALING_GUIDES[value as string].name : value,
  );
  expect(words).not.toMatch(/\bG[0-4]\b/);
});
