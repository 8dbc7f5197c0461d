// Read and write workbooks as programs do that compute nothing: node resave.mjs exceljs|sheetjs IN.xlsx OUT.xlsx …

import { readFileSync, writeFileSync } from "node:fs";

const [program, ...paths] = process.argv.slice(2);
const resave = { exceljs, sheetjs }[program];
for (let at = 0; at < paths.length; at += 2) {
  await resave(paths[at], paths[at + 1]);
}

async function exceljs(from, to) {
  const { default: ExcelJS } = await import("exceljs");
  const book = new ExcelJS.Workbook();
  await book.xlsx.readFile(from);
  await book.xlsx.writeFile(to);
}

async function sheetjs(from, to) {
  const xlsx = await import("xlsx");
  const book = xlsx.read(readFileSync(from), { cellFormula: true, cellStyles: true });
  writeFileSync(to, xlsx.write(book, { bookType: "xlsx", type: "buffer", cellStyles: true }));
}
