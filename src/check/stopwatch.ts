import { performance } from 'node:perf_hooks';

/** Measures the stages of a command. */
export interface Stopwatch {
  /** Runs a stage and adds its time, in milliseconds, to that of its name. */
  time<T>(stage: string, run: () => T): T;
  /** Stages in the order in which they began. */
  readonly stages: ReadonlyMap<string, number>;
}

/** @param onStage is told of each stage when it begins */
export function startStopwatch(onStage: (stage: string) => void = () => undefined): Stopwatch {
  const stages = new Map<string, number>();
  return {
    stages,
    time(stage, run) {
      onStage(stage);
      const start = performance.now();
      try {
        return run();
      } finally {
        stages.set(stage, (stages.get(stage) ?? 0) + performance.now() - start);
      }
    },
  };
}
