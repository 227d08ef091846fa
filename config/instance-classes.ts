/** Sizes of AWS instance classes from small to large; from `xlarge` on, the factor in front counts. */
const SMALL_SIZES = ['nano', 'micro', 'small', 'medium', 'large'];

/** Families from little to much memory per vCPU; burstable ones come first, because their CPU is not there all day. */
const FAMILIES = ['t', 'c', 'm', 'r', 'x'];

/**
 * The larger of two instance classes, by size and then by family: `r7g.large` is larger than `m7g.large`, `t4g.xlarge`
 * than both.
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

/**
 * Families that Aurora PostgreSQL runs on, besides burstable ones of the sizes medium and large (Amazon RDS instance
 * class support, read in November 2026).
 */
const AURORA_FAMILY = /^[rx]\d+g[a-z]*\./;

/** Whether Aurora PostgreSQL runs on an instance class. */
export function runsAurora(instanceType: string): boolean {
  return AURORA_FAMILY.test(instanceType) || /^t4g\.(medium|large)$/.test(instanceType);
}

/**
 * The class of a cluster that follows an instance of another class: the same size with the memory that Aurora's classes
 * have.
 *
 * @param instanceType the larger of the stage's class and the one that the user chose for the instance
 */
export function auroraClass(instanceType: string): string {
  return runsAurora(instanceType)
    ? instanceType
    : `r7g.${instanceType.split('.')[1].replace(/^(nano|micro|small|medium)$/, 'large')}`;
}
