/** A section that has been read: its text, its lesson in parts, and who reads its words. */

import type { SectionText } from "./course";
import type { Lesson } from "./lesson/parts";
import type { Reader } from "./reader";

export interface Opened {
  text: SectionText;
  lesson: Lesson;
  reader: Reader;
}
