/** Says on stderr what is being done, and how long it took. */
export class Progress {
  private readonly start = Date.now();

  /** Where a line of something smaller goes. */
  public readonly io = { err: (text: string) => this.write(`  ${text}`) };

  /**
   * Runs something, with a line before and after it.
   *
   * @param what what is being done
   * @param run does it
   */
  public async during<T>(what: string, run: () => T | Promise<T>): Promise<T> {
    const began = Date.now();
    this.write(`begin ${what}`);
    const beat = setInterval(() => this.write(`... ${what}, ${seconds(began)} s`), 5_000);
    try {
      const result = await run();
      this.write(`done ${what}, ${seconds(began)} s`);
      return result;
    } finally {
      clearInterval(beat);
    }
  }

  private write(text: string): void {
    process.stderr.write(`[${String(seconds(this.start)).padStart(3)} s] ${text}\n`);
  }
}

function seconds(since: number): number {
  return Math.round((Date.now() - since) / 1000);
}
