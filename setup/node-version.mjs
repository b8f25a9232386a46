/** The oldest Node that runs the project: the first 20.x whose `require` loads ES modules. */
const oldestNode = { major: 20, minor: 19 };

/**
 * @param {string} version a Node version such as `20.19.0`
 * @returns {string | undefined} one sentence that says what to do, or undefined where the version is new enough
 */
export function nodeVersionProblem(version) {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  if (major > oldestNode.major || (major === oldestNode.major && minor >= oldestNode.minor)) return undefined;
  const oldest = `${oldestNode.major}.${oldestNode.minor}`;
  return `Cannot run on Node ${version}: Node ${oldest} or later is needed; install it with your package manager or a version manager (nvm install 22).`;
}
