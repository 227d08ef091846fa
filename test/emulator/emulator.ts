/** What an emulator of AWS only pretends, by name. */
export interface Unproved {
  /** Resource types that have no service behind them, with the reason. */
  readonly pretended: Readonly<Record<string, string>>;

  /** Properties that no service received, or that its operation never looks at, by resource type. */
  readonly ignored: Readonly<Record<string, readonly string[]>>;

  /** Anything else, by subject. */
  readonly notes: Readonly<Record<string, string>>;
}

/** An emulator of the AWS APIs on this machine. The checks know nothing else about the product behind it. */
export interface Emulator {
  /** Name and version, for the report. */
  readonly product: string;

  /** Starts it and waits until it answers. */
  start(): Promise<void>;

  /** Ends its own process, and no other. */
  stop(): Promise<void>;

  /** The address of every API. */
  readonly endpoint: string;

  /** The variables that lead the CDK CLI and SDK clients to the emulator, and away from everything else. */
  environment(): Readonly<Record<string, string>>;

  /** What has stayed unproved so far. */
  unproved(): Unproved;
}
