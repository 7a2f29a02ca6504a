/** Long work stands behind whoever takes requests. */
import { setPriority } from 'node:os';

const NICENESS = 5;

/** Lowers the priority of this thread alone where the system knows one for each thread (Linux), else of the process. */
export function standBehind(): void {
  try {
    setPriority(NICENESS);
  } catch {
    // A system that refuses shares its processors evenly.
  }
}
