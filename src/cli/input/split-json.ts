/**
 * Splits a stream of JSON values that follow one another without a separator, as `kubectl get -w -o json` prints them.
 * It keeps what has come of a value until its end has.
 */
export class JsonSplitter {
  /** The parts of the stream since the last whole value. */
  #kept: string[] = [];
  #depth = 0;
  #inText = false;
  #escaped = false;

  /**
   * Takes the next part of the stream.
   *
   * @returns The texts of the objects and lists that are whole now, each with what stands between it and the one
   * before.
   */
  add(part: string): readonly string[] {
    const texts: string[] = [];
    let start = 0;
    for (let at = 0; at < part.length; at++) {
      if (this.#ends(part[at] as string)) {
        texts.push(this.#kept.join('') + part.slice(start, at + 1));
        this.#kept = [];
        start = at + 1;
      }
    }
    if (start < part.length) this.#kept.push(part.slice(start));
    return texts;
  }

  /** What has come since the last whole value. */
  get rest(): string {
    return this.#kept.join('');
  }

  /** Whether a character is the last of a value. */
  #ends(character: string): boolean {
    if (this.#inText) {
      if (this.#escaped) this.#escaped = false;
      else if (character === '\\') this.#escaped = true;
      else if (character === '"') this.#inText = false;
      return false;
    }
    if (character === '"') this.#inText = true;
    else if (character === '{' || character === '[') this.#depth++;
    else if (character === '}' || character === ']') {
      this.#depth = Math.max(0, this.#depth - 1);
      return this.#depth === 0;
    }
    return false;
  }
}
