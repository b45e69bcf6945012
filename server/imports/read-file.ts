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

type Parsed = { record: string[]; info: { lines: number } };

const rowsAtATime = 1_000;

function valueOf<T>(result: Result<T>): T {
  if (!result.ok) throw new FileRefused(result.problem);
  return result.value;
}

/** What is read of a file: how its first row is understood, and what each row after it is. */
type Reading<Shape, Row> = {
  recognise(delimiter: "," | "|", firstRow: readonly string[]): Result<Shape>;
  hasHeader(shape: Shape): boolean;
  judge(shape: Shape, cells: readonly string[]): Row;
  onShape(shape: Shape): void;
  mostRows?: number;
};

/** Where a row stands: `rowNumber` counts from 1, without the header; `line` is where it ends in the file. */
export type Placed = { rowNumber: number; line: number };
export type FileRow = JudgedRow & Placed;

/** Reads whole lines into judged rows of an import, some at a time; `onShape` hears once what the file is. Throws FileRefused. */
export function readFile(lines: AsyncIterator<Buffer>, onShape: (shape: FileShape) => void, mostRows?: number): AsyncGenerator<FileRow[]> {
  return readRows(lines, { recognise: recogniseFile, hasHeader: (shape) => shape.hasHeader, judge: judgeRow, onShape, mostRows });
}

/** Reads whole lines into rows of any kind, some at a time. Throws FileRefused. */
export async function* readRows<Shape, Row extends object>(lines: AsyncIterator<Buffer>, reading: Reading<Shape, Row>): AsyncGenerator<(Row & Placed)[]> {
  const { mostRows = fileLimits.rows } = reading;
  const first = await lines.next();
  if (first.done === true) throw new FileRefused(emptyFile);
  const delimiter = valueOf(delimiterOf(firstLine(first.value)));
  let shape: { is: Shape } | undefined;
  let rows: (Row & Placed)[] = [];
  let rowNumber = 0;
  for await (const { record, info } of parsed(continued(first.value, lines), delimiter)) {
    const isFirst = shape === undefined;
    shape ??= { is: valueOf(reading.recognise(delimiter, record)) };
    if (isFirst) reading.onShape(shape.is);
    if (isFirst && reading.hasHeader(shape.is)) continue;
    rowNumber += 1;
    if (rowNumber > mostRows) throw new FileRefused(tooManyRows);
    rows.push({ ...reading.judge(shape.is, record), rowNumber, line: info.lines });
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
