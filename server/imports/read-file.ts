import "server-only";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { CsvError, parse } from "csv-parse";
import { emptyFile, noRows, quoteOpen, rowTooLong, tooManyRows } from "@/lib/imports/file-problems";
import { fileLimits } from "@/lib/imports/import-file";
import type { FileShape } from "@/lib/imports/import-file";
import { judgeRow } from "@/lib/imports/judge-row";
import type { JudgedRow } from "@/lib/imports/judge-row";
import { delimiterOf, recogniseFile } from "@/lib/imports/recognise-file";
import type { Result } from "@/lib/result";
import { FileRefused } from "./file-refused";

/** `rowNumber` counts rows from 1, without the header; `line` is where the row ends in the file. */
export type FileRow = JudgedRow & { rowNumber: number; line: number };

type Parsed = { record: string[]; info: { lines: number } };

const rowsAtATime = 1_000;

function valueOf<T>(result: Result<T>): T {
  if (!result.ok) throw new FileRefused(result.problem);
  return result.value;
}

/** Reads whole lines into judged rows, some at a time; `onShape` hears once what the file is. Throws FileRefused. */
export async function* readFile(lines: AsyncIterator<Buffer>, onShape: (shape: FileShape) => void, mostRows: number = fileLimits.rows): AsyncGenerator<FileRow[]> {
  const first = await lines.next();
  if (first.done === true) throw new FileRefused(emptyFile);
  const delimiter = valueOf(delimiterOf(firstLine(first.value)));
  let shape: FileShape | undefined;
  let rows: FileRow[] = [];
  let rowNumber = 0;
  for await (const { record, info } of parsed(continued(first.value, lines), delimiter)) {
    const isFirst = shape === undefined;
    if (!shape) onShape((shape = valueOf(recogniseFile(delimiter, record))));
    if (isFirst && shape.hasHeader) continue;
    rowNumber += 1;
    if (rowNumber > mostRows) throw new FileRefused(tooManyRows);
    rows.push({ ...judgeRow(shape, record), rowNumber, line: info.lines });
    if (rows.length < rowsAtATime) continue;
    yield rows;
    rows = [];
  }
  if (!shape) throw new FileRefused(emptyFile);
  if (rowNumber === 0) throw new FileRefused(noRows);
  if (rows.length > 0) yield rows;
}

const firstLine = (lines: Buffer) => lines.subarray(0, fileLimits.rowBytes).toString("utf8").trimStart().split(/\r\n|\n|\r/, 1)[0] ?? "";

async function* continued(first: Buffer, rest: AsyncIterator<Buffer>): AsyncGenerator<Buffer> {
  yield first;
  for (let next = await rest.next(); next.done !== true; next = await rest.next()) yield next.value;
}

async function* parsed(lines: AsyncIterable<Buffer>, delimiter: string): AsyncGenerator<Parsed> {
  let lastLine = 0;
  const parser = parse({
    delimiter, info: true, trim: true, skip_empty_lines: true, relax_column_count: true, relax_quotes: true, max_record_size: fileLimits.rowBytes,
    // As the row is read, not as it is taken: what fails next begins after it.
    on_record: (row: string[], { lines: line }) => {
      lastLine = line;
      return row;
    },
  });
  const feeding = pipeline(Readable.from(lines, { objectMode: false }), parser);
  // Whoever leaves early ends the source too; the failure itself comes out of the loop.
  feeding.catch(() => undefined);
  try {
    for await (const row of parser) yield row as unknown as Parsed;
    await feeding;
  } catch (error) {
    throw error instanceof CsvError ? refusalOf(error, lastLine + 1) : error;
  } finally {
    parser.destroy();
  }
}

function refusalOf(error: CsvError, line: number): Error {
  if (error.code === "CSV_QUOTE_NOT_CLOSED") return new FileRefused(quoteOpen(line));
  return error.code === "CSV_MAX_RECORD_SIZE" ? new FileRefused(rowTooLong(line)) : error;
}
