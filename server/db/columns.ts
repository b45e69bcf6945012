import "server-only";
import { customType, text, timestamp } from "drizzle-orm/pg-core";

/** Milliseconds, as everywhere here: a JS Date carries no more, and cursors must not lose any. */
export const instant = (name: string) => timestamp(name, { withTimezone: true, precision: 3, mode: "date" });

export const bytes = customType<{ data: Buffer; driverData: Buffer }>({ dataType: () => "bytea" });

export const texts = (name: string) => text(name).array();
