import { px } from './markup';

/** How far a diagram shrinks before it moves in its frame instead. */
const LEAST_SCALE = 0.68;

/**
 * The size of a diagram: never larger than drawn, and never so small that nobody reads it.
 *
 * @param selector what holds it
 * @param width its width
 */
export function drawingStyle(selector: string, width: number): string {
  return `@media screen{${selector} .diagram{min-width:${px(width * LEAST_SCALE)}px;max-width:${px(width)}px}}`;
}

const LIGHT = `--bg:#fff;--soft:#f5f6f8;--text:#1b1f24;--muted:#4d5763;--line:#c6cdd5;--link:#0b4fb8;--focus:#0b57d0;--good:#0b5c2e;--good-bg:#e3f4e8;--warn:#7a4100;--warn-bg:#fff0d9;--bad:#9b1c1c;--bad-bg:#fde8e8;--plain-bg:#e9ecf0;--users:#4d5763;--edge:#6b2fb3;--compute:#a1480a;--data:#0b57d0;--messaging:#a11a63;--network:#0f6b64;--watch:#446018;--other:#4d5763;--s0:#0f6b64;--s1:#a1480a;--s2:#0b57d0;--s3:#a11a63;--store:#eaf1fd`;
const DARK = `--bg:#13161a;--soft:#1b1f25;--text:#e8eaed;--muted:#b0b9c3;--line:#434c56;--link:#8ab4f8;--focus:#8ab4f8;--good:#8fe0ab;--good-bg:#10351f;--warn:#ffcf8a;--warn-bg:#412a06;--bad:#ffb4b4;--bad-bg:#4a1717;--plain-bg:#2b3138;--users:#b0b9c3;--edge:#c9a2ff;--compute:#ffb469;--data:#8ab4f8;--messaging:#ff9dcf;--network:#62d8cb;--watch:#b5d67a;--other:#b0b9c3;--s0:#62d8cb;--s1:#ffb469;--s2:#8ab4f8;--s3:#ff9dcf;--store:#1a2536`;

/** The style of the page. Fonts are those of the reader's system. */
export const STYLE = `
:root{color-scheme:light dark;${LIGHT}}
@media (prefers-color-scheme:dark){:root{${DARK}}}
*{box-sizing:border-box}
html{scroll-padding-top:3.5rem}
body{margin:0;background:var(--bg);color:var(--text);font:16px/1.55 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",sans-serif;overflow-wrap:break-word}
.wide{max-width:82rem;margin:0 auto;padding:0 1.25rem}
header{padding:2.25rem 0 1rem}
h1{font-size:2rem;line-height:1.2;margin:0 0 .4rem}
h2{font-size:1.5rem;line-height:1.25;margin:3rem 0 .75rem;padding-bottom:.35rem;border-bottom:2px solid var(--line)}
h3{font-size:1.15rem;margin:1.75rem 0 .5rem}
h4{font-size:1rem;margin:1rem 0 .35rem}
header p,.note,caption,footer{color:var(--muted)}
p{max-width:75ch;margin:.5rem 0}
a{color:var(--link)}
code{font:.92em ui-monospace,SFMono-Regular,Menlo,Consolas,monospace}
small{font-size:.85em;color:var(--muted)}
:focus-visible{outline:3px solid var(--focus);outline-offset:2px;border-radius:2px}
main:focus{outline:none}
.skip{position:absolute;left:-999rem;top:0;background:var(--bg);padding:.75rem 1rem;z-index:2}
.skip:focus{left:0}
nav{position:sticky;top:0;background:var(--bg);border-bottom:1px solid var(--line);z-index:1}
nav ul{display:flex;flex-wrap:wrap;gap:.1rem 1.1rem;list-style:none;margin-top:0;margin-bottom:0;padding-top:.4rem;padding-bottom:.4rem}
nav a{display:inline-block;padding:.2rem 0;text-decoration:none}
nav a:hover{text-decoration:underline}
.scroll{overflow-x:auto;margin:.75rem 0;max-width:100%}
table{border-collapse:collapse;min-width:100%;font-size:.94rem;font-variant-numeric:tabular-nums}
caption{text-align:left;padding:0 0 .35rem;font-size:.9rem}
th,td{text-align:left;vertical-align:top;padding:.4rem .8rem .4rem 0;border-bottom:1px solid var(--line);min-width:4.5rem}
td{max-width:44rem}
td:has(.bar){min-width:9rem}
thead th{font-size:.85rem;color:var(--muted);white-space:nowrap}
.figure{text-align:right;white-space:nowrap}
details{margin:.6rem 0;border:1px solid var(--line);border-radius:6px;background:var(--soft)}
summary{cursor:pointer;padding:.5rem .8rem;font-weight:600}
.opened{padding:0 .8rem .6rem}
ul,ol{padding-left:1.3rem}
li{margin:.2rem 0}
.badge{display:inline-block;font-size:.8rem;font-weight:600;line-height:1.4;padding:0 .45rem;border-radius:4px;border:1px solid currentColor}
.good{color:var(--good);background:var(--good-bg)}.warn{color:var(--warn);background:var(--warn-bg)}.bad{color:var(--bad);background:var(--bad-bg)}.plain{color:var(--text);background:var(--plain-bg)}
.stage{margin:0 0 2.5rem}
.timeline{list-style:none;counter-reset:step;padding:0;margin:1rem 0}
.timeline>li{counter-increment:step;position:relative;margin:0;padding:0 0 1.4rem 3rem;border-left:3px solid var(--line);margin-left:1rem}
.timeline>li::before{content:counter(step);position:absolute;left:-1.05rem;top:0;width:2rem;height:2rem;border-radius:50%;background:var(--bg);border:3px solid var(--line);text-align:center;line-height:1.65rem;font-weight:700}
.timeline>li.down::before{border-color:var(--warn)}.timeline>li.final::before{border-color:var(--bad)}
.timeline h4{margin:0;padding-top:.2rem}
dl{display:grid;grid-template-columns:6.5rem 1fr;gap:.25rem .75rem;margin:.5rem 0}
dt{font-weight:600;color:var(--muted)}
dd{margin:0;min-width:0}
svg{display:block}
svg text{font:12px system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",sans-serif;fill:var(--text);text-anchor:middle}
svg .start{text-anchor:start}svg .end{text-anchor:end}
@media screen{#architecture .scroll{margin-inline:calc(50% - 50vw + 1.25rem);max-width:none}}
.diagram{width:100%;height:auto;margin:0 auto}
.frame rect{fill:none;stroke:var(--muted);stroke-width:1.2}
.frame-name{text-anchor:start;font-size:13px;font-weight:700;paint-order:stroke;stroke:var(--bg);stroke-width:5px;stroke-linejoin:round}
.frame.region rect{stroke-width:2}
.frame.network rect,.frame.beside rect{stroke:var(--line);fill:var(--soft)}
.frame.zone rect{stroke-dasharray:6 4;fill:var(--bg)}
.frame.edge rect,.frame.across rect{stroke-dasharray:2 3}
.flow{fill:none;stroke:var(--muted);stroke-width:1.4}
.arrow{fill:var(--muted)}
.label rect{fill:var(--bg);opacity:.88}
.label text{font-size:11px;fill:var(--muted)}
.box{fill:var(--bg);stroke-width:1.4}
.lid{fill:none;stroke-width:1.4}
.stateful .box{fill:var(--store)}
.node .service{font-size:12.5px;font-weight:700}
.node .detail,.node .holds{font-size:12px;fill:var(--muted)}
.node .holds{font-style:italic}
${['users', 'edge', 'compute', 'data', 'messaging', 'network', 'watch', 'other'].map((name) => `.node.${name} .box,.node.${name} ` + `.lid{stroke:var(--${name})}.node.${name} ` + `.stripe{fill:var(--${name})}`).join('\n')}
.chart{width:100%;height:auto;min-width:44rem;max-width:72rem}
.axis line{stroke:var(--line)}
.axis text,.axis .unit{fill:var(--muted)}
.switch line{stroke:var(--muted);stroke-dasharray:2 4}
.today line{stroke:var(--text);stroke-width:1.5}.today text{font-weight:700}
.guide .band{fill:var(--muted);opacity:.13}
.guide .mark{fill:none;stroke:var(--muted);stroke-width:5;opacity:.35}
.guide text{font-size:11px;fill:var(--muted);paint-order:stroke;stroke:var(--bg);stroke-width:3px}
.series path{fill:none;stroke-linejoin:round}
.series .own{stroke-width:4}.series .other{stroke-width:1.6}.series .small{stroke-dasharray:5 5}.series .cross{stroke-width:2.4}
${[0, 1, 2, 3].map((index) => `.series-${index} ` + `path{stroke:var(--s${index})}text.series-${index}{fill:var(--s${index})}`).join('')}
.series-name{font-size:13px;font-weight:700}
.bar .fixed{fill:var(--data)}.bar .usage{fill:var(--bg);stroke:var(--data);stroke-width:1.5}
.bar{overflow:visible}
.strip{width:100%;height:auto;min-width:40rem;max-width:72rem}
.strip rect{fill:var(--plain-bg);stroke:var(--muted)}
.strip .down rect{fill:var(--warn-bg);stroke:var(--warn);stroke-width:2}.strip .final rect{fill:var(--bad-bg);stroke:var(--bad);stroke-width:2}
.strip .number{font-weight:700;font-size:14px}
.strip .down .mark{fill:var(--warn)}.strip .final .mark{fill:var(--bad)}
.strip .mark{font-weight:700;font-size:11.5px}
.columns{columns:15rem;font-size:.92rem}.columns ul{margin:.3rem 0}
footer{margin-top:3rem;padding:1rem 0 2rem;border-top:1px solid var(--line);font-size:.9rem}
@media (max-width:40rem){h1{font-size:1.6rem}h2{font-size:1.3rem}nav{position:static}html{scroll-padding-top:0}dl{grid-template-columns:1fr;gap:0}dd{margin-bottom:.4rem}.timeline>li{padding-left:1.9rem}}
@media print{
:root{${LIGHT};color-scheme:light}
@page{size:A4;margin:14mm}
body{font-size:10pt}
nav,.skip,.screen-only{display:none}
.wide{max-width:none;padding:0}
.scroll{overflow:visible}
h2{break-after:avoid;margin-top:1.5rem}h3,h4,caption,summary{break-after:avoid}
#architecture .stage,#cost,#transitions,#bills,#findings{break-before:page}
.timeline>li,tr,.badge,li{break-inside:avoid}
table{font-size:8.5pt}
td,th{min-width:0;white-space:normal}
.figure{white-space:nowrap}
.diagram{width:auto;max-width:100%;max-height:225mm;margin:0}
.chart,.strip{min-width:0;max-width:100%}
details{border:0;background:none}summary{padding-left:0;list-style:none}summary::-webkit-details-marker{display:none}.opened{padding:0}
details::details-content{content-visibility:visible;display:block;height:auto}
a{color:inherit;text-decoration:none}
}
`;
