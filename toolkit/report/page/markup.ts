/** Markup that is safe to put into the page as it is. */
export interface Markup {
  readonly markup: string;
}

type Part = Markup | string | number | undefined | readonly Part[];

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text in which nothing is read as markup. */
export function escapeText(text: string): string {
  // Characters that neither HTML nor XML takes are left out.
  return text
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')
    .replace(/[&<>"']/g, (character) => ENTITIES[character]);
}

function written(part: Part): string {
  if (part === undefined) {
    return '';
  }
  if (typeof part === 'string' || typeof part === 'number') {
    return escapeText(String(part));
  }
  return 'markup' in part ? part.markup : part.map(written).join('');
}

/**
 * A template of markup in which every value is escaped that is not markup itself: nothing gets into the page another
 * way.
 */
export function html(texts: TemplateStringsArray, ...values: readonly Part[]): Markup {
  return { markup: texts.map((text, index) => text + written(values[index])).join('') };
}

/** A number of a drawing, short. */
export function px(value: number): string {
  return String(Math.round(value * 10) / 10);
}
