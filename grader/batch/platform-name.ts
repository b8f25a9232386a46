/** What a platform's own name of a folder or file says of its student. */
export interface PlatformName {
  platform: string;
  student: string;
  /** The platform's number or account: what tells apart two students of one name. */
  id: string;
}

/**
 * Reads the name that a platform's download gives a student's folder or file.
 *
 * @param part the name of one folder or file
 * @param isFile also an archive, which a platform names as other files
 * @param isTop whether the platform may have made it at the top of its download
 * @returns undefined where it is none
 */
export function platformName(part: string, isFile: boolean, isTop: boolean): PlatformName | undefined {
  return (
    moodle(part) ??
    brightspace(part) ??
    blackboard(part) ??
    gradescope(part) ??
    exchange(part) ??
    (isFile ? canvas(part, isTop) : undefined)
  );
}

/** `Ada Lovelace_123_assignsubmission_file_`, a folder or before a file's name; Moodle leaves no `_` in names itself. */
function moodle(part: string): PlatformName | undefined {
  const match = /^(.+?)_(\d+)_assignsubmission_[a-z]+(?:_.*)?$/s.exec(part);
  return match ? found('moodle', match[1], match[2]) : undefined;
}

/** `12345-67890 - Ada Lovelace - Nov 29, 2026 926 PM`, a folder or before ` - ` and a file's name. */
function brightspace(part: string): PlatformName | undefined {
  const match = /^(\d+)-\d+ - (?:[A-Z]{0,2}\d{5,} - )?(.+?)(?: - .*)?$/s.exec(part);
  return match ? found('brightspace', match[2], match[1]) : undefined;
}

/** `Homework 1_alovelace_attempt_2026-11-29-21-15-00_notebook.ipynb`; nbgrader's collector expects the same. */
function blackboard(part: string): PlatformName | undefined {
  const match = /_([^_]+)_attempt_\d{4}(?:-\d\d){5}(?:[_.].*)?$/s.exec(part);
  return match ? found('blackboard', match[1], match[1]) : undefined;
}

/** `submission_123456789`. */
function gradescope(part: string): PlatformName | undefined {
  const match = /^submission_(\d+)$/.exec(part);
  return match ? found('gradescope', part, match[1]) : undefined;
}

/** `alovelace+ps1+2026-11-29 21:15:00 UTC`, of nbgrader's exchange. */
function exchange(part: string): PlatformName | undefined {
  const match = /^([^+]+)\+[^+]+\+\d{4}-\d\d-\d\d .+$/.exec(part);
  return match ? found('nbgrader', match[1], match[1]) : undefined;
}

/**
 * `lovelaceada_LATE_4711_0815_notebook-2.ipynb`: name, late or not, user, submission, the student's file name; or
 * `anon_x1y2z_4712_notebook.ipynb`. A date, or small numbers inside a student's folder, are a name that a person chose.
 */
function canvas(part: string, isTop: boolean): PlatformName | undefined {
  const anonymous = /^(anon_([a-z0-9]{5}))(?:_LATE)?_\d{3,}_./i.exec(part);
  if (anonymous) return found('canvas', anonymous[1], anonymous[2]);
  const match = /^(\S+?)(?:_LATE)?_(\d+)_(\d+)_./.exec(part);
  if (!match) return undefined;
  const [, student, user, submission] = match as unknown as [string, string, string, string];
  const isDate = /^(?:19|20)\d\d$/.test(user) && /^(?:0?[1-9]|1[0-2])$/.test(submission);
  const isSmall = user.length < 3 || submission.length < 3;
  return isDate || (isSmall && !isTop) ? undefined : found('canvas', student, user);
}

function found(platform: string, student = '', id = ''): PlatformName | undefined {
  const name = student.trim();
  return name === '' ? undefined : { platform, student: name, id };
}
