/** Whom a file belongs to. */
export interface Owner {
  student: string;
  /** The platform's, where it gives one. */
  id?: string;
  /** Equal for all that is the same student's. */
  key: string;
  /** Which of the parts names the student: what stands below it is theirs too. */
  depth: number;
}
