import { z } from "zod";

/** Which import is started, paused, gone on with or canceled; the command's name says which. */
export const importControlInput = z.strictObject({ importId: z.uuid().transform((id) => id.toLowerCase()) });
