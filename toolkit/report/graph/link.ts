import { PlacedResource } from './references';
/** Something that goes from one resource to another. */
export interface Link {
  readonly source: PlacedResource;
  readonly target: PlacedResource;
  readonly label?: string;

  /** Whether it is only allowed: drawn where nothing else leads there. */
  readonly isOnlyAllowed?: boolean;
}
