/**
 * Splits a stream of JSON values that follow one another without a separator, as `kubectl get -w -o json` prints them.
 * It keeps what has come of a value until its end has.
 */
export class JsonSplitter {
  #kept = '';
  #at = 0;
  #depth = 0;
  #inText = false;

  /**
   * Takes the next part of the stream.
   *
   * @returns The texts of the objects and lists that are whole now.
   */
  add(part: string): readonly string[] {
    const texts: string[] = [];
    this.#kept += part;
    let start = 0;
    for (; this.#at < this.#kept.length; this.#at++) {
      const character = this.#kept[this.#at];
      if (this.#inText) {
        if (character === '\\') this.#at++;
        else if (character === '"') this.#inText = false;
      } else if (character === '"') this.#inText = true;
      else if (character === '{' || character === '[') this.#depth++;
      else if (character === '}' || character === ']') {
        this.#depth--;
        if (this.#depth > 0) continue;
        texts.push(this.#kept.slice(start, this.#at + 1));
        start = this.#at + 1;
        this.#depth = 0;
      }
    }
    this.#kept = this.#kept.slice(start);
    this.#at -= start;
    return texts;
  }

  /** What has come since the last whole value, without the space around it. */
  get rest(): string {
    return this.#kept.trim();
  }
}
