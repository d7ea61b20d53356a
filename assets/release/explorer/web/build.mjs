// Builds ../explorer.js and ../explorer.css from src/. The first line of each names a hash of all sources, by which a test sees that they
// are not stale without running this. Same sources and same lockfile give the same bytes.
import { createHash } from "node:crypto";
import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const here = dirname(fileURLToPath(import.meta.url));
const sources = [...readdirSync(join(here, "src")).map((name) => `src/${name}`), "build.mjs", "package.json", "package-lock.json"].sort();
const hash = createHash("sha256");
for (const name of sources) hash.update(`${name}\n`).update(readFileSync(join(here, name))).update("\n");
const first = `/* Built from web/ by make explorer; sources ${hash.digest("hex")} */\n`;

const options = { bundle: true, minify: true, write: false, target: ["es2022", "chrome103", "firefox113", "safari16.4"], legalComments: "none", charset: "utf8" };
const program = await build({
  ...options, entryPoints: [join(here, "src/main.tsx")], format: "iife", jsx: "automatic", jsxImportSource: "preact", metafile: true, absWorkingDir: here,
});
const style = await build({ ...options, entryPoints: [join(here, "src/style.css")] });

// The licences of what is built in, each text once, with the packages that stand under it.
const named = new Map();
for (const input of Object.keys(program.metafile.inputs)) {
  const found = /node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(input);
  if (found) named.set(found[1], join(here, "node_modules", found[1]));
}
const texts = new Map();
for (const [name, folder] of [...named].sort()) {
  const file = readdirSync(folder).find((one) => /^licen[cs]e/i.test(one));
  if (!file) throw new Error(`${name} ships no licence`);
  const text = readFileSync(join(folder, file), "utf8").trim().replaceAll("*/", "* /");
  texts.set(text, [...(texts.get(text) ?? []), name]);
}
const licences = [...texts].map(([text, names]) => `${names.join(", ")}\n\n${text}`).join("\n\n----\n\n");
writeFileSync(join(here, "../explorer.js"), `${first}${program.outputFiles[0].text}/*\n${licences}\n*/\n`);
writeFileSync(join(here, "../explorer.css"), first + style.outputFiles[0].text);
