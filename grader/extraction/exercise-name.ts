/** What the extractor must know of an exercise. */
export interface ExerciseName {
  /** Also the tag of the exercise's cell, such as `exercise-1`. */
  id: string;
  /** Case and underscores never matter. */
  functionName: string;
}
