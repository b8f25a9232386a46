/** The grader or its machine failed, not the submission: reported as `grader-fault`, never as a zero. */
export class GraderFault extends Error {
  override name = 'GraderFault';
}
