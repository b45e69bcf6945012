import type { CallFigure } from "./call-times";
import type { HandoverView } from "./handovers";

/** What an agent has before a call. */
export type CallDesk = { figure: CallFigure; handovers: HandoverView[] };
