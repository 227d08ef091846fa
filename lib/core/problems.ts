/**
 * Collects every problem of one input, so that a user sees all of them at once.
 *
 * Not part of the public API (not exported from `lib/index.ts`).
 */
export class Problems {
  private readonly messages: string[] = [];

  /** Records a problem unless `ok`. The message names the property, what is allowed, what was given and what to do. */
  public require(ok: boolean, message: string): void {
    if (!ok) {
      this.messages.push(message);
    }
  }

  /** Records a problem. */
  public add(message: string): void {
    this.messages.push(message);
  }

  /** The problems found so far, in the order in which they were found. */
  public get all(): string[] {
    return [...this.messages];
  }

  /**
   * Throws one error that lists every problem; does nothing if there are none.
   *
   * @param subject what was being checked, for example a construct path
   */
  public throwIfAny(subject: string): void {
    if (this.messages.length > 0) {
      throw new Error(`${subject}: ${this.messages.join('; ')}`);
    }
  }
}

/** Renders a value as a user would have typed it, for the "got" part of a message. */
export function got(value: unknown): string {
  return value === undefined ? 'nothing' : JSON.stringify(value);
}
