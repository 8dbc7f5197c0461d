// Recalculate workbooks with HyperFormula: node recalculate.mjs BOOK.xlsx OUT.json [BOOK.xlsx OUT.json …]
//
// SheetJS reads the files; HyperFormula sees formulas and typed cells, never a cached value.
// OUT.json holds the value of every formula cell by sheet and cell; an error is its code, such as "#REF!".

import { readFileSync, writeFileSync } from "node:fs";
import { DetailedCellError, HyperFormula } from "hyperformula";
import * as xlsx from "xlsx";

const OPTIONS = {
  licenseKey: "gpl-v3",
  // As in Excel: day 1 is 1 January 1900, and 1900 counts as a leap year.
  nullDate: { year: 1899, month: 12, day: 31 },
  leapYear1900: true,
  // By default a result that is close to 0 becomes 0, and comparisons take close numbers for equal.
  smartRounding: false,
  useArrayArithmetic: false,
};

for (let at = 2; at < process.argv.length; at += 2) {
  const found = recalculated(process.argv[at]);
  writeFileSync(process.argv[at + 1], JSON.stringify(found));
}

function recalculated(path) {
  const book = xlsx.read(readFileSync(path), { cellFormula: true, cellHTML: false, cellText: false });
  const sheets = {};
  for (const name of book.SheetNames) {
    sheets[name] = contents(book.Sheets[name]);
  }
  const engine = HyperFormula.buildFromSheets(sheets, OPTIONS);
  const found = {};
  for (const name of book.SheetNames) {
    const sheet = engine.getSheetId(name);
    found[name] = {};
    for (const [cell, { f }] of cells(book.Sheets[name])) {
      if (f !== undefined) {
        const { r: row, c: col } = xlsx.utils.decode_cell(cell);
        const value = engine.getCellValue({ sheet, row, col });
        found[name][cell] = value instanceof DetailedCellError ? value.value : value;
      }
    }
  }
  engine.destroy();
  return found;
}

function contents(sheet) {
  const rows = [];
  for (const [cell, { f, t, v }] of cells(sheet)) {
    const { r, c } = xlsx.utils.decode_cell(cell);
    const row = (rows[r] ??= []);
    if (f !== undefined) {
      row[c] = `=${f}`;
    } else {
      // A leading apostrophe says that it is a text, whatever it looks like.
      row[c] = t === "s" ? `'${v}` : v;
    }
  }
  return Array.from(rows, (row) => Array.from(row ?? [], (value) => value ?? null));
}

function cells(sheet) {
  return Object.entries(sheet).filter(([name]) => !name.startsWith("!"));
}
