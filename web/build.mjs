// Builds the page, then the widget for notebooks, then each lab's view as one module that both of them load.
import { existsSync, readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { build } from "vite";

const path = (relative) => fileURLToPath(new URL(relative, import.meta.url));
const configFile = path("vite.config.ts");
const labs = path("../src/neurarium/labs/");
const ENTRY = path("view"); // made up while building, there is no such file

/** The entry of a view's module: its component, wrapped after the anywidget front-end contract. */
function entry(component) {
  return {
    name: "view-entry",
    enforce: "pre",
    resolveId: (source) => (source === ENTRY ? ENTRY : null),
    load: (id) =>
      id === ENTRY
        ? `import { asWidget } from ${JSON.stringify(path("src/widget.ts"))};
           import * as view from ${JSON.stringify(component)};
           export default asWidget(view.default, view["controls"], view["room"]);`
        : null,
  };
}

/** One file that needs no other, beside the page. */
const alone = (folder, entry, name, plugins = []) =>
  build({
    configFile,
    logLevel: "warn",
    publicDir: false,
    plugins,
    build: {
      outDir: path(`../src/neurarium/static/${folder}`),
      emptyOutDir: false,
      lib: { entry, formats: ["es"], fileName: () => name },
    },
  });

await build({ configFile, logLevel: "warn" });
await alone("", path("src/notebook/index.ts"), "widget.js");
for (const folder of readdirSync(labs)) {
  const component = `${labs}${folder}/view.svelte`;
  if (existsSync(component)) await alone("labs", ENTRY, `${folder}.js`, [entry(component)]);
}
