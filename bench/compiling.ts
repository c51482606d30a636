import { runLua } from 'karmada-interpreter/lua';

let compiled = 0;

/** Compiles a script that has not been compiled before, and runs nothing of it but what stands outside of functions. */
export function compileAnew(script: string): readonly unknown[] {
  compiled++;
  return runLua(`${script}\nfunction Compiled() return ${compiled} end`, 'Compiled', []);
}
