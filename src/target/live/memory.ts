/** Bytes that the control group lets this container have; infinite where there is no limit, or Node cannot say. */
export function memoryLimit(process: NodeJS.Process): number {
  // Without a limit it is 0, or a number beyond all memory.
  return process.constrainedMemory?.() || Number.POSITIVE_INFINITY;
}
