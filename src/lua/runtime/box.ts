/** A variable that functions share. */
export class Box {
  constructor(public value: unknown) {}
}

/**
 * Parts the variables of a frame from the functions that share them: from then on both have their own.
 *
 * gopher-lua does that where a function ends, and also where it need not: at `goto`, and at errors that are caught.
 */
export function closeBoxes(frame: unknown[], from = 0): void {
  for (let slot = from; slot < frame.length; slot++) {
    const value = frame[slot];
    if (value instanceof Box) frame[slot] = new Box(value.value);
  }
}
