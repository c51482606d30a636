// An interpreter with a bug, and how the laws find it: `npx tsx examples/testing.ts`.
import fc from 'fast-check';
import { defineInterpreter, type Health, type KubernetesObject, last, sum } from 'karmada-interpreter';
import { checkInterpreter, LawError } from 'karmada-interpreter/testing';

/** What a Game reports; a controller that has just started has reported none of it. */
interface GameStatus {
  readonly conditions?: readonly { readonly type: string; readonly status: string }[];
}

const verdict = (healthy: boolean): Health => ({
  healthy,
  state: healthy ? 'Healthy' : 'Progressing',
  reason: healthy ? 'Ready' : 'NotReady',
  message: healthy ? 'the game is ready' : 'the game is not ready yet',
});

/** A kind of one's own, whose health somebody has written for objects that have conditions. */
export const game = defineInterpreter({
  apiVersion: 'example.org/v1',
  kind: 'Game',
  replicas: ['spec', 'players'],
  status: { readyPlayers: sum(), version: last() },
  health({ status }: KubernetesObject) {
    const { conditions } = status as Required<GameStatus>;
    return verdict(conditions.find(({ type }) => type === 'Ready')?.status === 'True');
  },
});

/** The same without the bug. */
export const mendedGame = defineInterpreter({
  ...game.declaration,
  health({ status }: KubernetesObject) {
    const { conditions } = (status ?? {}) as GameStatus;
    const list = Array.isArray(conditions) ? conditions : [];
    return verdict(list.some((one) => one?.type === 'Ready' && one.status === 'True'));
  },
});

/** What the laws find of an interpreter, as they tell it. */
export function findings(interpreter: typeof game | typeof mendedGame): string {
  try {
    checkInterpreter(fc, interpreter, { seed: 1 });
    return 'every law holds';
  } catch (error) {
    if (error instanceof LawError) return error.message;
    throw error;
  }
}

if (process.argv[1]?.endsWith('examples/testing.ts')) {
  console.log(`${findings(game)}\n\nOnce it is mended, ${findings(mendedGame)}.`);
}
