/** The reserved words, each as the text that the parser compares with. */
export const WORDS: ReadonlyMap<string, string> = new Map(
  'and break do else elseif end false for function goto if in local nil not or repeat return then true until while'
    .split(' ')
    .map((word) => [word, word]),
);
