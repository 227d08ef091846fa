/** A style sheet, which Prettier formats by the name of the tag. */
export const css = String.raw;
