import { listOf, Short } from './short';

interface Widget {
  readonly type: string;
  readonly properties: {
    readonly title?: string;
    readonly markdown?: string;
    readonly view?: string;
    readonly metrics?: unknown[][];
    readonly yAxis?: unknown;
    readonly annotations?: { readonly horizontal?: { readonly value: number; readonly label: string }[] };
  };
}

/** One line of a graph: names and dimensions, then its options. */
function metricLine(metric: unknown[]): string {
  const options = metric.at(-1) as Record<string, unknown>;
  const names = metric.slice(0, -1).map(String);
  const settings = Object.entries(options)
    .filter(([name]) => name !== 'color')
    .map(([name, value]) => `${name} ${String(value)}`);
  return `  ${[...names, ...settings].join(' ')}`;
}

function widgetLines({ type, properties }: Widget): string[] {
  const { title, markdown, view, metrics = [], yAxis, annotations } = properties;
  return [
    `${view ?? type}: ${title ?? markdown ?? ''}${yAxis === undefined ? '' : ` ${JSON.stringify(yAxis)}`}`,
    ...metrics.map(metricLine),
    ...listOf(annotations?.horizontal).map((line) => {
      const { label, value } = line as { readonly label: string; readonly value: number };
      return `  line at ${value}: ${label}`;
    }),
  ];
}

/** What a dashboard shows: the widgets with their metrics. */
export function dashboardLines({ DashboardBody }: Readonly<Record<string, unknown>>, short: Short): string[] {
  const { widgets } = JSON.parse(short(DashboardBody)) as { readonly widgets: Widget[] };
  return widgets.flatMap(widgetLines);
}
