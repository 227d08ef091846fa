import { Refresh } from '../refresh';
import { unitPrice } from './figures';

/** How many prices are named that stayed as they are for the same reason. */
const NAMED = 5;

/** What a refresh came to, in lines. */
export function refreshText(result: Refresh): string {
  const { refreshed, kept } = result;
  const changed = refreshed.filter(({ beforeUsd, usd }) => beforeUsd !== usd);
  return [
    `${refreshed.length} prices from the AWS Price List Query API, ${refreshed.length - changed.length} of them ` +
      `unchanged; ${kept.length} kept with their old date`,
    ...changed.map(({ service, sku, region, beforeUsd, usd }) => {
      const before = beforeUsd === undefined ? 'not known' : unitPrice(beforeUsd);
      return `  ${service} ${sku} in ${region}: ${before} -> ${unitPrice(usd)}`;
    }),
    ...keptLines(result),
  ].join('\n');
}

/** Why prices stayed as they are, a line for each reason. */
export function keptLines({ kept }: Refresh): string[] {
  const reasons = new Map<string, Set<string>>();
  for (const { service, sku, reason } of kept) {
    reasons.set(reason, (reasons.get(reason) ?? new Set()).add(`${service} ${sku}`));
  }
  return [...reasons].map(([reason, names]) => {
    const more = names.size > NAMED ? ` and ${names.size - NAMED} more` : '';
    return `  kept, ${reason}: ${[...names].slice(0, NAMED).join(', ')}${more}`;
  });
}

/** Every price in JSON, one a line, so that a difference in version control can be read. */
export function priceFileText({ rows }: Refresh): string {
  return `[\n${rows.map((row) => JSON.stringify(row)).join(',\n')}\n]\n`;
}
