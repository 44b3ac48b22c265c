import { fileURLToPath } from "node:url";
import { svelte } from "@sveltejs/vite-plugin-svelte";
import type { Plugin } from "vite";
import { defineConfig } from "vitest/config";

const web = fileURLToPath(new URL(".", import.meta.url));

/** Views live beside their lab, outside this folder; the packages they import are found here all the same. */
const packagesForViews: Plugin = {
  name: "packages-for-views",
  enforce: "pre",
  async resolveId(source, importer, options) {
    const bare = /^[a-z@]/i.test(source) && !source.includes(":");
    if (!bare || !importer || importer.startsWith(web) || importer.startsWith("\0")) return null;
    return this.resolve(source, `${web}src/main.ts`, { ...options, skipSelf: true });
  },
};

/** KaTeX names each of its fonts in three formats; every browser that this page is for takes the first. */
const oneFontFormat: Plugin = {
  name: "one-font-format",
  enforce: "pre",
  transform(code, id) {
    if (!id.includes("katex") || !id.endsWith(".css")) return null;
    return { code: code.replace(/,url\([^)]+\) format\("(?:woff|truetype)"\)/g, ""), map: null };
  },
};

export default defineConfig({
  root: web,
  plugins: [packagesForViews, oneFontFormat, svelte({ emitCss: false, compilerOptions: { css: "injected" } })],
  resolve: { alias: { $web: `${web}src` } },
  build: {
    outDir: `${web}../src/neurarium/static`,
    emptyOutDir: true,
    target: "es2023",
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
  },
  test: { include: ["src/**/*.test.ts", "../src/neurarium/labs/*/**/*.test.ts"] },
});
