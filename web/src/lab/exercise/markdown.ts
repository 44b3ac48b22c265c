/** Words of lessons and exercises as HTML. */

import { Marked } from "marked";
import { lessonLink } from "../../link";

/** Where a link may lead: a place of this page, or a page elsewhere. */
const HARMLESS = /^(?:https?:|mailto:|[/#?.]|[\w-]+(?:[/?#]|$))/i;
const escaped = (text: string): string => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");

/**
 * Renders the words of a lab's lesson; links of the form lab:... set a lab up, and keep this lesson there.
 * Lessons are ours and come from the server; whatever looks like HTML in them is shown as text all the same.
 */
export function markdown(lesson: string): Marked {
  return new Marked({
    renderer: {
      html: ({ text }) => escaped(text),
      link({ href, tokens }) {
        const words = this.parser.parseInline(tokens);
        const address = lessonLink(href, lesson);
        return address
          ? `<a class="button" data-state href="${address.replaceAll('"', "&quot;")}">${words}</a>`
          : HARMLESS.test(href)
            ? `<a href="${href.replaceAll('"', "&quot;")}">${words}</a>`
            : words;
      },
    },
  });
}

const plain = markdown("");

/** One sentence or more, without a paragraph around it. */
export function inline(words: string): string {
  return plain.parseInline(words, { async: false });
}
