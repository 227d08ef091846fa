/** Something the user can correct. The message says what was given, what is allowed and what to do. */
export class RefusedError extends Error {}
