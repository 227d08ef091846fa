import { isDeepStrictEqual } from 'node:util';
import { Unproved } from './emulator';

/** One line for every check, and the sum at the end. */
export class Report {
  private passed = 0;
  private failed = 0;

  constructor(private readonly print: (line: string) => void = console.log) {}

  /** Whether nothing has failed. */
  public get isClean(): boolean {
    return this.failed === 0 && this.passed > 0;
  }

  public title(text: string): void {
    this.print(`\n${text}`);
  }

  /** A check by a value and the one that it must have. */
  public equal(what: string, got: unknown, expected: unknown): void {
    this.check(`${what}: ${show(expected)}`, isDeepStrictEqual(got, expected), `got: ${show(got)}`);
  }

  /** A check that a list is not empty and that nothing is wrong with any of its members. */
  public every<T>(
    what: string,
    members: readonly T[],
    isRight: (member: T) => boolean,
    nameOf: (member: T) => string,
  ): void {
    const wrong = members.filter((member) => !isRight(member)).map(nameOf);
    const detail = members.length === 0 ? 'there is none' : `wrong: ${wrong.join(', ')}`;
    this.check(`${what} (${members.length})`, members.length > 0 && wrong.length === 0, detail);
  }

  public check(what: string, isRight: boolean, detail: string): void {
    if (isRight) {
      this.passed += 1;
      this.print(`  ok      ${what}`);
    } else {
      this.failed += 1;
      this.print(`  FAILED  ${what}; ${detail}`);
    }
  }

  /** Runs checks; one that throws is a failed check, and the others go on. */
  public async attempt(what: string, checks: () => Promise<void>): Promise<void> {
    try {
      await checks();
    } catch (error) {
      this.check(what, false, `it could not be looked at: ${(error as Error).stack}`);
    }
  }

  public unproved({ pretended, ignored, notes }: Unproved): void {
    this.title('What stays unproved: only AWS itself can show it');
    Object.entries(notes).forEach(([subject, text]) => this.print(`  ${subject}: ${text}`));
    this.print('  resource types that are only pretended:');
    Object.entries(pretended).forEach(([type, reason]) => this.print(`    ${type}: ${reason}`));
    this.print('  properties that the emulator ignores:');
    Object.entries(ignored).forEach(([type, names]) => this.print(`    ${type}: ${names.join(', ')}`));
  }

  public summary(): void {
    this.print(`\n${this.passed} passed, ${this.failed} failed`);
  }
}

function show(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
