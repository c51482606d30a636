import { type AggregatedStatusItem, evaluateSuspension, type Suspension } from 'karmada-interpreter';

/** What a simulated cluster does with a generation that has reached it; times in milliseconds. */
export interface Conduct {
  /** How long it takes to be settled and healthy; `null` for ever. */
  readonly takes: number | null;
  /** How it stands until then. */
  readonly meanwhile: 'NotApplied' | 'NotReported' | 'Unhealthy';
  /** When it falls ill again after having been healthy, and for how long. */
  readonly relapse?: { readonly after: number; readonly lasts: number } | undefined;
}

/** Where a generation has got to in one cluster. */
interface Reached {
  readonly generation: number;
  readonly at: number;
}

/** A simulated fleet: who has which generation since when. It keeps what Karmada would. */
export class Fleet {
  readonly reached = new Map<string, Reached>();
  readonly #conducts: (name: string) => Conduct;

  constructor(conducts: (name: string) => Conduct) {
    this.#conducts = conducts;
  }

  /** What Karmada does: brings the template to every target that is not held back; whether it had to. */
  dispatch(
    names: readonly string[],
    suspension: Suspension | undefined,
    generation: number,
    now: number,
    missing: readonly string[] = [],
  ): boolean {
    for (const name of this.reached.keys()) if (!names.includes(name)) this.reached.delete(name);
    const behind = names.filter(
      (name) =>
        !missing.includes(name) &&
        !evaluateSuspension(suspension, name).suspended &&
        this.reached.get(name)?.generation !== generation,
    );
    for (const name of behind) this.reached.set(name, { generation, at: now });
    return behind.length > 0;
  }

  /** Whether a cluster runs its generation well at some time. */
  isWell(name: string, now: number): boolean {
    const reached = this.reached.get(name);
    if (!reached) return false;
    return this.#times(name).filter((time) => time <= now).length % 2 === 1;
  }

  items(names: readonly string[], now: number): AggregatedStatusItem[] {
    return names.flatMap((clusterName): AggregatedStatusItem[] => {
      const reached = this.reached.get(clusterName);
      if (!reached) return [];
      const { generation } = reached;
      const status = { generation, observedGeneration: generation, resourceTemplateGeneration: generation };
      if (this.isWell(clusterName, now)) return [{ clusterName, applied: true, health: 'Healthy', status }];
      const { meanwhile } = this.#conducts(clusterName);
      if (meanwhile === 'Unhealthy') return [{ clusterName, applied: true, health: 'Unhealthy', status }];
      return [{ clusterName, applied: meanwhile !== 'NotApplied' }];
    });
  }

  /** The next time at which a cluster changes by itself; `Infinity` where none does. */
  next(now: number): number {
    const times = [...this.reached.keys()].flatMap((name) => this.#times(name));
    return Math.min(Number.POSITIVE_INFINITY, ...times.filter((time) => time > now));
  }

  /** When a cluster gets well, ill, and well again. */
  #times(name: string): number[] {
    const { at } = this.reached.get(name) ?? { at: Number.POSITIVE_INFINITY };
    const { takes, relapse } = this.#conducts(name);
    if (takes === null) return [];
    const well = at + takes;
    return relapse ? [well, well + relapse.after, well + relapse.after + relapse.lasts] : [well];
  }
}
