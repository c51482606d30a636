/** How much of a law's runs are made: the packed package is code that has passed them all as sources. */
export const EFFORT = process.env.PACKED ? 0.2 : 1;
