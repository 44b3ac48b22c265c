import type { Notices } from "./notices.svelte";
import { page } from "./texts/page";

/** Copies a text and says whether that worked. */
export async function copy(words: string, notices: Notices): Promise<void> {
  try {
    await navigator.clipboard.writeText(words);
    notices.show(page.copied);
  } catch {
    notices.show(page.copyFailed);
  }
}
