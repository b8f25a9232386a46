/** Whether the browser lets this page keep files: with all of a site's data blocked it does not. */
export async function isStorageRefused(): Promise<boolean> {
  try {
    await indexedDB.databases();
    return false;
  } catch {
    return true;
  }
}

/** Asks, once there is something to lose, that the browser does not clear it by itself when its disk gets full. */
export async function askToPersist(): Promise<void> {
  if (navigator.storage && !(await navigator.storage.persisted())) await navigator.storage.persist();
}
