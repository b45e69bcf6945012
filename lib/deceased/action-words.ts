/** What the trail calls the steps of a case; whoever may not see cases is shown no entry of these, since it would tell a cause. */
export const deceasedActionWords = {
  "report-death": { to: "report that a holder has died", done: "Reported that a holder has died" },
  "accept-proof": { to: "accept the proof of a death", done: "Accepted the proof of a death" },
  "confirm-survivors": { to: "confirm that the surviving holders were told", done: "Confirmed that the surviving holders were told" },
  "record-estate-contact": { to: "record who speaks for the estate", done: "Recorded who speaks for the estate" },
  "end-deceased-case": { to: "end the case of a deceased holder", done: "Ended the case of a deceased holder" },
  "reveal-estate-contact": { to: "see who speaks for the estate", done: "Saw who speaks for the estate" },
} as const;

export const deceasedActions = Object.keys(deceasedActionWords);
