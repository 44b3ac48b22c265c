import { describe, expect, it } from "vitest";
import { asSource, formulas } from "./formula";
import { barsInTables, courseMarkdown } from "./markdown";
import { headingOf, lessonOf, namedIn } from "./parts";

const LESSON = `# Neurons

A [[neuron]] adds[^rosenblatt] and *bends*.

[figure: playground?dataset=circle&hidden=3&steps=200 | Three neurons
enclose a [[cluster|circle]].]

---

\`\`\`
---
[question: inside-a-fence]
\`\`\`

[picture: nested-sets]
[question: what-is-a-neuron]

[figure: never closed

The end.[^missing]

[^rosenblatt]: Rosenblatt, F. (1958).
  *Psychological Review*.
`;

describe("a lesson in its parts", () => {
  const lesson = lessonOf(LESSON);

  it("is cut into slides, but not inside code", () => {
    expect(lesson.slides.map((parts) => parts.map(({ kind }) => kind))).toEqual([
      ["words", "figure"],
      ["words", "picture", "question", "words"],
    ]);
  });

  it("reads a figure over several lines", () => {
    expect(lesson.slides[0]?.[1]).toEqual({
      kind: "figure",
      target: "playground?dataset=circle&hidden=3&steps=200",
      caption: "Three neurons enclose a [[cluster|circle]].",
    });
  });

  it("shows as it stands what was never closed", () => {
    expect(lesson.slides[1]?.at(-1)).toMatchObject({ text: expect.stringContaining("[figure: never closed") });
  });

  it("knows its sources in the order of their marks", () => {
    expect(lesson.sources).toEqual([{ id: "rosenblatt", number: 1, text: "Rosenblatt, F. (1958). *Psychological Review*." }]);
    expect(namedIn(lesson.slides[0] ?? [])).toEqual(new Set(["rosenblatt"]));
  });

  it("has a heading", () => expect(headingOf(lesson.slides[0] ?? [])).toBe("Neurons"));
});

describe("the words of a course", () => {
  const marked = courseMarkdown({
    course: "lecture",
    section: "perceptron",
    formula: asSource,
    term: (id) => (id === "neuron" ? "neuron" : null),
    source: (id) => (id === "rosenblatt" ? 1 : 0),
  });
  const html = (text: string): string => marked.parse(text, { async: false });

  it("links what the glossary knows", () => {
    expect(html("A [[neuron]], two [[neuron|neurons]], an [[unknown-thing|unknown]].")).toContain(
      'A <a class="term" data-term="neuron" aria-haspopup="dialog" href="/course/lecture/glossary#neuron">neuron</a>, two <a class="term" data-term="neuron" aria-haspopup="dialog" href="/course/lecture/glossary#neuron">neurons</a>, an unknown.',
    );
  });

  it("numbers sources and leaves out what is none", () => {
    expect(html("So it is[^rosenblatt], or not[^other].")).toContain('<sup class="source"><a href="#source-rosenblatt" aria-describedby="source-rosenblatt">1</a></sup>, or not.');
  });

  it("sets formulas in lines and between them, and leaves prices alone", () => {
    expect(html("With $w_1 x_1$ and\n\n$$\na < b\n$$\n")).toBe('<p>With <code>w_1 x_1</code> and</p>\n<div class="formula"><code>a &lt; b</code></div>');
    expect(html("It costs 5 $ or \\$7 or 8 $.")).toBe("<p>It costs 5 $ or $7 or 8 $.</p>\n");
  });

  it("keeps a term's own words inside a table's cell", () => {
    expect(html(barsInTables("| name | is |\n|---|---|\n| [[neuron|a neuron]] | small |\n"))).toMatch(/<td><a [^>]+>a neuron<\/a><\/td>\s*<td>small<\/td>/);
  });

  it("shows HTML as text, also in a term's words", () => {
    expect(html("<script>alert(1)</script> [[neuron|<img src=x onerror=alert(1)>]]")).not.toMatch(/<script|<img/);
  });
});

describe("links of a course", () => {
  const marked = courseMarkdown({ course: "mine", section: "one", formula: asSource, term: () => null, source: () => 0 });
  const html = (text: string): string => marked.parseInline(text, { async: false });

  it("lead to sections, labs and pictures of the section", () => {
    expect(html("[next](section:two)")).toBe('<a data-place href="/course/mine/lesson/two">next</a>');
    expect(html("[try](lab:playground?seed=3)")).toBe('<a class="button" data-state href="/lab/playground?seed=3">try</a>');
    expect(html("![a border](border.png)")).toContain('src="/api/courses/mine/sections/one/files/border.png" alt="a border"');
  });

  it("run nothing and fetch nothing from elsewhere", () => {
    expect(html("[press](javascript:alert(1))")).toBe("press");
    expect(html("![far](https://example.org/far.png)")).toBe("far");
  });
});

describe("formulas", () => {
  it("are set with MathML inside", async () => {
    const formula = await formulas();
    expect(formula("\\frac{\\partial E}{\\partial w}", true)).toMatch(/katex-display.*<math /s);
  });

  it("that are broken say so and break nothing else", async () => {
    const formula = await formulas();
    expect(formula("\\frac{1", false)).toContain("katex-error");
    expect(formula('\\href{javascript:alert(1)}{x}', false)).not.toContain("<a ");
  });
});
