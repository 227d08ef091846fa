import { CostLine, CostReport } from '../report';

/** Lines for the same thing at the same price, in one account and Region. */
export interface LineGroup {
  /** One of the lines; the others differ in their resource. */
  readonly line: CostLine;
  readonly resources: readonly string[];
  readonly quantity: number;

  /** `undefined` if no price is known. */
  readonly monthlyUsd?: number;
}

/** The lines of a service, the smallest ones together. */
export interface ServiceGroup {
  readonly service: string;
  readonly monthlyUsd: number;
  readonly groups: readonly LineGroup[];
  readonly small: { readonly lines: number; readonly monthlyUsd: number };
}

/** Lines below both this part of the bill and this amount are shown together. */
const SMALL_PART = 0.005;
const SMALL_USD = 5;

/**
 * The lines of a report by service, the most expensive first.
 *
 * @param report the report
 * @param all whether every line is shown separately
 */
export function groupedLines(
  { services, lines, monthlyUsd }: Pick<CostReport, 'services' | 'lines' | 'monthlyUsd'>,
  all: boolean,
): ServiceGroup[] {
  const limit = Math.min(SMALL_USD, monthlyUsd * SMALL_PART);
  return services.map(({ service, monthlyUsd: sum }) => {
    const own = lines.filter((line) => line.service === service);
    const groups = all ? own.map((line) => groupOf([line])) : merged(own);
    const isSmall = (group: LineGroup) => !all && group.monthlyUsd !== undefined && group.monthlyUsd < limit;
    const small = groups.filter(isSmall);
    // A single small line would be replaced by a line: it is shown.
    const hidden = small.length > 1 ? small : [];
    const hiddenLines = hidden.reduce((count, { resources }) => count + resources.length, 0);
    return {
      service,
      monthlyUsd: sum,
      groups: groups.filter((group) => !hidden.includes(group)),
      small: { lines: hiddenLines, monthlyUsd: sumOf(hidden) },
    };
  });
}

function merged(lines: readonly CostLine[]): LineGroup[] {
  const groups = new Map<string, CostLine[]>();
  for (const line of lines) {
    const { account, region, kind, sku, what, basis, priceRegion, unitUsd } = line;
    const same = JSON.stringify([account, region, kind, sku, what, basis, priceRegion, unitUsd]);
    groups.set(same, [...(groups.get(same) ?? []), line]);
  }
  return [...groups.values()].map(groupOf).sort((a, b) => (b.monthlyUsd ?? 0) - (a.monthlyUsd ?? 0));
}

function groupOf(lines: readonly CostLine[]): LineGroup {
  const [line] = lines;
  return {
    line,
    resources: lines.map(({ address }) => address),
    quantity: lines.reduce((sum, { quantity }) => sum + quantity, 0),
    ...(line.monthlyUsd === undefined ? {} : { monthlyUsd: sumOf(lines) }),
  };
}

function sumOf(lines: readonly { readonly monthlyUsd?: number }[]): number {
  return lines.reduce((sum, { monthlyUsd = 0 }) => sum + monthlyUsd, 0);
}
