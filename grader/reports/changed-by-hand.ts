import type { Words } from '../../lib/language';

/** How many points a person has changed, for the head or the end of a report. */
export const changedByHand = (count: number): Words => ({
  pl: `zmienione ręcznie: ${count}`,
  en: `${count} changed by hand`,
});
