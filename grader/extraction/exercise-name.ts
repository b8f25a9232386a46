/** What the extractor must know of an exercise. */
export interface ExerciseName {
  /** Also the tag of the exercise's cell, such as `exercise-1`. */
  id: string;
  functionName: string;
  /** Other names the function is known by; case and underscores never matter. */
  aliases?: readonly string[];
}
