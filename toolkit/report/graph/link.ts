import { LocatedResource } from '../../assembly';
/** Something that goes from one resource to another. */
export interface Link {
  readonly source: LocatedResource;
  readonly target: LocatedResource;
  readonly label?: string;

  /** Whether it is only allowed: drawn if nothing else leads there. */
  readonly isOnlyAllowed?: boolean;
}
