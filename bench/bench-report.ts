import type { ClassCosts } from './class-costs';
import type { BackendTime } from './compare-backends';
import type { Comparison } from './comparison';
import type { GradingReport } from './grading-time';
import type { IdleCost } from './idle-cost';
import type { LectureTime } from './lecture-time';
import type { SeedAgreement } from './seed-agreement';
import type { SiteCosts } from './site-figures';
import type { SteadyTraining } from './steady-training';
import type { SweepPoint } from './sweep';

/** All that one run of the bench has measured; a part that was not asked for or could not be had is missing. */
export interface BenchReport {
  date: string; // YYYY-MM-DD
  machine: string;
  versions: string;
  backend: string;
  comparisons: Comparison[];
  backends?: BackendTime[];
  sweep?: SweepPoint[];
  lecture?: LectureTime;
  grading?: GradingReport;
  torchbnn?: SeedAgreement[];
  site?: SiteCosts;
  classroom?: ClassCosts;
  idle?: IdleCost;
  steady?: SteadyTraining[];
}
