import { createHash } from 'node:crypto';
import { ReportModel } from '../model';
import { architecture, drawingId } from './architecture';
import { bills } from './bills';
import { costs } from './costs';
import { findings } from './findings';
import { escapeText, html, Markup } from './markup';
import { drawingStyle, STYLE } from './style/style';
import { summary } from './summary';
import { targets } from './targets';
import { transitions } from './transitions';

/** Opens every fold for printing, and closes it again. Without it, the style opens them, in browsers that can. */
const SCRIPT = `
addEventListener('beforeprint', () => {
  document.querySelectorAll('details:not([open])').forEach((fold) => {
    fold.open = true;
    fold.dataset.printed = '1';
  });
});
addEventListener('afterprint', () => {
  document.querySelectorAll('details[data-printed]').forEach((fold) => {
    fold.open = false;
    delete fold.dataset.printed;
  });
});
`;

/**
 * The report as one HTML file that needs nothing else. Its policy allows its own style and script by their hashes, and
 * no request of any kind.
 *
 * @param model what it shows
 */
export function reportHtml(model: ReportModel): string {
  const style =
    STYLE +
    model.stages
      .flatMap(({ name, drawings }) =>
        drawings.map(({ drawing }, index) => drawingStyle(`#${drawingId(name, index)}`, drawing.width)),
      )
      .join('');
  const policy =
    `default-src 'none'; style-src ${hashOf(style)}; script-src ${hashOf(SCRIPT)}; base-uri 'none'; ` +
    `form-action 'none'`;
  const sections: readonly (readonly [string, string, (model: ReportModel) => Markup])[] = [
    ['summary', 'At a glance', summary],
    ['cost', 'Cost', costs],
    ['architecture', 'Architecture', architecture],
    ...(model.plans.length > 0 ? [['transitions', 'Transitions', transitions] as const] : []),
    ['targets', 'Targets', targets],
    ['bills', 'Bill', bills],
    ['findings', 'Findings', findings],
  ];
  const body = html`<a class="skip" href="#main">Skip to the report</a>
    <header>
      <div class="wide">
        <h1>${model.title}</h1>
        <p>${model.source}${model.date === undefined ? '' : `. ${model.date}`}</p>
      </div>
    </header>
    <nav aria-label="Sections">
      <ul class="wide">
        ${sections.map(([id, name]) => html`<li><a href="#${id}">${name}</a></li>`)}
      </ul>
    </nav>
    <main id="main" class="wide" tabindex="-1">${sections.map(([, , render]) => render(model))}</main>
    <footer>
      <div class="wide">
        <p>
          Made by <code>growth report</code> from synthesized templates, without an AWS account. Prices are list prices;
          nothing here is an offer of AWS.
        </p>
      </div>
    </footer>`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<meta name="generator" content="cdk-growth-stages">
<title>${escapeText(model.title)}</title>
<style>${style}</style>
</head>
<body>
${body.markup}
<script>${SCRIPT}</script>
</body>
</html>
`;
}

function hashOf(text: string): string {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
}
