/** Sizes of AWS instance classes from small to large; from `xlarge` on, the factor in front counts. */
const SMALL_SIZES = ['nano', 'micro', 'small', 'medium', 'large'];

/** Families from little to much memory per vCPU; burstable ones come first, because their CPU is not there all day. */
const FAMILIES = ['t', 'c', 'm', 'r', 'x'];

/**
 * The larger of two instance classes, by size and then by family: `r7g.large` is larger than `m7g.large`, `t4g.xlarge` than both.
 *
 * @param base the class of the stage
 * @param chosen the class that the user chose for the stage before
 */
export function largerClass(base: string, chosen: string | undefined): string {
  return chosen !== undefined && rank(chosen) > rank(base) ? chosen : base;
}

function rank(name: string): number {
  const [family, size] = name.replace(/^cache\./, '').split('.');
  return sizeRank(size) * FAMILIES.length + FAMILIES.indexOf(family[0]);
}

function sizeRank(size: string): number {
  const factor = /^(\d*)xlarge$/.exec(size);
  return factor ? SMALL_SIZES.length - 1 + Number(factor[1] || '1') : SMALL_SIZES.indexOf(size);
}
