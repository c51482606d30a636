export function mountPlayground(_host: HTMLElement): () => void {
  return () => {};
}
