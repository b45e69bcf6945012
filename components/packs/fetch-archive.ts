export const archiveHref = (program: string, packId: string) => `/api/programs/${program}/examiner-packs/${packId}`;

/** As if a person had pressed its link: the browser takes the archive as a file. */
export function fetchArchive(program: string, packId: string): void {
  const link = document.createElement("a");
  link.href = archiveHref(program, packId);
  link.download = "";
  link.click();
}
