/**
 * Whether npm leaves out the packages that only work on the project needs, as in a container that only runs it.
 * @param {Record<string, string | undefined>} [environment] what npm itself reads there
 */
export function omitsDev(environment = process.env) {
  const { NPM_CONFIG_OMIT, npm_config_omit = NPM_CONFIG_OMIT, NODE_ENV } = environment;
  return npm_config_omit ? /\bdev\b/.test(npm_config_omit) : NODE_ENV === 'production';
}
