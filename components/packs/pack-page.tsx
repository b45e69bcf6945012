"use client";

import { useState } from "react";
import { packParameters, readPackForm } from "@/lib/closures/examiner-pack";
import type { PackForm, PackPreview, PackView } from "@/lib/closures/examiner-pack";
import { Card } from "../ui/card";
import { PageHeader } from "../ui/page-header";
import { MakePack } from "./make-pack";
import { PackChoice } from "./pack-choice";
import { PackFigures } from "./pack-figures";
import { PackList } from "./pack-list";
import { usePackNews } from "./use-pack-news";

type PackPageProps = {
  program: { slug: string; name: string; timeZone: string };
  /** As the address has it. */
  form: PackForm;
  /** Of that; null where the address asks for nothing that can be. */
  preview: PackPreview | null;
  packs: readonly PackView[];
};

/** Chooses what an examiner gets, shows what that is, makes it, and keeps what was made. */
export function PackPage({ program, form, preview, packs }: PackPageProps) {
  const address = packParameters(form).toString();
  const [typed, setTyped] = useState(form);
  const [followed, setFollowed] = useState(address);
  const news = usePackNews(packs);
  // A link, or the browser's way back, chose something else.
  if (followed !== address) {
    setFollowed(address);
    setTyped(form);
  }
  const shown = readPackForm(form);
  const isShown = packParameters(typed).toString() === address;
  return (
    <>
      <PageHeader title="Examiner’s pack" facts={<span>Records of closings of {program.name}, with all that it takes to check them elsewhere</span>} />
      <div className="grid items-start gap-4 lg:grid-cols-2">
        <Card heading="Which records">
          <PackChoice program={program.slug} zone={program.timeZone} typed={typed} onType={setTyped} />
        </Card>
        <Card heading="What it would hold">
          {preview && "ask" in shown ? (
            <>
              <PackFigures preview={preview} ask={shown.ask} />
              <MakePack program={program.slug} ask={shown.ask} obstacle={isShown ? preview.obstacle : "What is chosen has changed: show first what the pack would hold."} onMade={news.expect} />
            </>
          ) : <p className="text-text-3">Choose a period first.</p>}
        </Card>
        <Card heading="Packs that were asked for" className="lg:col-span-2" flush={packs.length > 0}>
          {packs.length === 0 ? <p className="text-text-3">None yet. Each stays in this list with the hash by which an examiner’s copy is known.</p> : <PackList program={program.slug} packs={packs} onFetch={news.expect} />}
        </Card>
      </div>
    </>
  );
}
