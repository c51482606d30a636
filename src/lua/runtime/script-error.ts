/** An error of a script or of its compilation, as it travels through the engine. */
export class ScriptError extends Error {
  /**
   * @param text - What is said of it, each character one byte.
   * @param line - The line that it names, where it names one.
   */
  constructor(
    text: string,
    readonly line: number | undefined,
  ) {
    super(text);
  }
}
