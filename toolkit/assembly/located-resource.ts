import { StackResource, StackTemplate } from './stack-template';

/** A resource and where it is. */
export interface LocatedResource {
  /**
   * The address of its stack and its logical id, for example `net/Vpc`, or `eu-west-1/net/Vpc` if the application has
   * `net` in several Regions. Unique in an index, and what output calls the resource.
   */
  readonly address: string;

  /** The logical id. */
  readonly id: string;
  readonly stack: StackTemplate;
  readonly resource: StackResource;
}
