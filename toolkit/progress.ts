/** Receives the progress of long work, one line at a time. */
export type Progress = (message: string) => void;
