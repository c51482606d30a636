import type * as fastCheck from 'fast-check';

/** The module fast-check, as it is handed in: this entry imports nothing of it but types. */
export type FastCheck = Omit<typeof fastCheck, 'default'>;
