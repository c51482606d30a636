/** The fewest characters of a text that V8 may keep as a view of a larger one. */
const SHORTEST_VIEW = 13;

/** A text that keeps no larger one alive of which somebody cut it out. */
export function ownText(text: string): string {
  // Joining writes a text anew, where slices and sums may be views.
  return text.length < SHORTEST_VIEW ? text : [text.slice(0, 1), text.slice(1)].join('');
}

/** The same, which is one of two that are kept already where it does not differ from it. */
export function sharedText(text: string, before: unknown, beside: unknown): string {
  // V8 compares two texts much faster where it need not find out first whether they are.
  if (typeof before === 'string' && before === text) return before;
  return typeof beside === 'string' && beside === text ? beside : ownText(text);
}
