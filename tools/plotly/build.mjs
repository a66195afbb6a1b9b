// Writes assets/vendor/plotly-zholdar-VERSION.min.js: Plotly's core and the traces named in traces.json, for
// browsers as a classic script that sets window.Plotly. Run by `make plotly`.
//
// Plotly's own tool (`npm run custom-bundle`) needs the development dependencies of Plotly's repository, some
// 1,500 packages; what it does is this: one entry file, one bundler.

import { build } from "esbuild";
import { readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const vendor = join(here, "../../assets/vendor");
const home = dirname(createRequire(import.meta.url).resolve("plotly.js/package.json"));
const { version } = JSON.parse(readFileSync(join(home, "package.json"), "utf8"));
const traces = JSON.parse(readFileSync(join(here, "traces.json"), "utf8"));
const LARGEST = 1_500_000;

const entry = [
  'const Plotly = require("plotly.js/lib/core");',
  // `scatter` is part of the core.
  ...traces.filter((name) => name !== "scatter").map((name) => `Plotly.register(require("plotly.js/lib/${name}"));`),
  "module.exports = Plotly;",
].join("\n");

/** Leaves out what attributes say about themselves for Plotly's reference, as Plotly's own bundles do. */
const withoutDescriptions = {
  name: "without-descriptions",
  setup({ onLoad }) {
    onLoad({ filter: /plotly\.js[\\/]src[\\/].*\.js$/ }, ({ path }) => ({
      contents: readFileSync(path, "utf8")
        .replace(/^\s*description: '.*',?$/gm, "")
        .replace(/^\s*description: \[[^\]]*?\]\.join\([^)]*\),?$/gm, ""),
      loader: "js",
    }));
  },
};

const { outputFiles } = await build({
  stdin: { contents: entry, resolveDir: here, sourcefile: "entry.js" },
  bundle: true,
  minify: true,
  write: false,
  format: "iife",
  globalName: "Plotly",
  platform: "browser",
  target: "es2022",
  plugins: [withoutDescriptions],
  // Styles of maps with tiles, which the atlas does not have.
  loader: { ".css": "empty" },
  define: { global: "window", "process.env.NODE_ENV": '"production"' },
  legalComments: "none",
  charset: "utf8",
  logLevel: "warning",
});

const banner = [
  "/*!",
  ` * plotly.js ${version}, trimmed to: ${traces.join(", ")}. Made by "make plotly"; do not edit.`,
  " * Copyright Plotly, Inc. MIT licence: see plotly-LICENSE.txt beside this file.",
  " */\n",
].join("\n");
const text = banner + outputFiles[0].text.trimEnd() + "\n";
if (text.length > LARGEST) throw new Error(`${text.length} bytes are more than ${LARGEST}`);
for (const name of readdirSync(vendor)) if (/^plotly-zholdar-.*\.js$/.test(name)) rmSync(join(vendor, name));
writeFileSync(join(vendor, `plotly-zholdar-${version}.min.js`), text);
writeFileSync(join(vendor, "plotly-LICENSE.txt"), readFileSync(join(home, "LICENSE"), "utf8"));
console.log(`plotly-zholdar-${version}.min.js: ${text.length} bytes`);
