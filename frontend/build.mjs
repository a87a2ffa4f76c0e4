// Builds src/ceyuan/static/vendor and its manifest. Two runs give the same bytes.
import { build } from "esbuild";
import { createHash } from "node:crypto";
import { copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { ICONS } from "./icons.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const target = join(here, "../src/ceyuan/static/vendor");
mkdirSync(target, { recursive: true });

const files = [];
function put(file, text, source) {
  const clean = text.replace(/^\s*(\/\/|\/\*)# sourceMappingURL=.*$/gm, "").trimEnd() + "\n";
  writeFileSync(join(target, file), clean);
  const about = JSON.parse(readFileSync(join(here, "node_modules", source, "package.json"), "utf8"));
  files.push({
    file, name: about.name, version: about.version, licence: about.license,
    sha256: createHash("sha256").update(clean).digest("hex"),
  });
}

put("tabler.min.css", readFileSync(join(here, "node_modules/@tabler/core/dist/css/tabler.min.css"), "utf8"), "@tabler/core");

const bundle = await build({
  entryPoints: [join(here, "echarts-entry.js")], bundle: true, minify: true, format: "iife", target: "es2020",
  legalComments: "none", write: false, absWorkingDir: here,
});
put("echarts.min.js", "/*! Apache ECharts (Apache-2.0), zrender (BSD-3-Clause), tslib (0BSD) */\n" + bundle.outputFiles[0].text, "echarts");

const symbols = ICONS.map((name) => {
  const svg = readFileSync(join(here, "node_modules/@tabler/icons/icons/outline", `${name}.svg`), "utf8");
  const body = svg.slice(svg.indexOf(">", svg.indexOf("<svg")) + 1, svg.lastIndexOf("</svg>"));
  return `<symbol id="${name}" viewBox="0 0 24 24">${body.replace(/\s*\n\s*/g, "").replace(/ \/>/g, "/>")}</symbol>`;
});
put("icons.svg", `<svg xmlns="http://www.w3.org/2000/svg">\n${symbols.join("\n")}\n</svg>`, "@tabler/icons");

writeFileSync(join(target, "manifest.json"), JSON.stringify({ files }, null, 2) + "\n");

// Compressed once here, so that the server hands them out as they are.
for (const { file } of files) writeFileSync(join(target, `${file}.gz`), gzipSync(readFileSync(join(target, file)), { level: 9 }));
for (const [name, path] of [["tabler", "@tabler/core"], ["tabler-icons", "@tabler/icons"], ["echarts", "echarts"], ["zrender", "zrender"], ["tslib", "tslib"]]) {
  const folder = join(here, "node_modules", path);
  const text = ["LICENSE", "LICENSE.txt", "LICENSE.md"].map((f) => join(folder, f)).find((f) => existsSync(f));
  if (text) copyFileSync(text, join(target, `LICENCE-${name}.txt`));
}
