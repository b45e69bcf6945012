import Link from "next/link";
import { packAskWords, packFormAgain, packHours, packParameters } from "@/lib/closures/examiner-pack";
import type { PackStanding, PackView } from "@/lib/closures/examiner-pack";
import { sizeWords } from "@/lib/evidence/evidence-file";
import { buttonClass } from "../ui/button";
import { CopyId } from "../ui/copy-id";
import { StatusDot } from "../ui/status-dot";
import type { StatusShape, StatusTone } from "../ui/status-dot";
import { Table, TableBody, TableCell, TableFrame, TableHead, TableHeading, TableRow } from "../ui/table";
import { Time } from "../ui/time";
import { archiveHref } from "./fetch-archive";

type PackListProps = { program: string; packs: readonly PackView[]; onFetch: (packId: string) => void };

const looks = {
  made: { words: "Made", shape: "circle", tone: "ok" },
  making: { words: "Being downloaded", shape: "ring", tone: "accent" },
  waiting: { words: "Not downloaded yet", shape: "hollow-square", tone: "warn" },
  past: { words: `Not downloaded in ${packHours} hours`, shape: "dash", tone: "idle" },
} satisfies Record<PackStanding, { words: string; shape: StatusShape; tone: StatusTone }>;

/** Every pack that was asked for: by whom, for what, of what, and the hash by which a copy of it is known. */
export function PackList({ program, packs, onFetch }: PackListProps) {
  return (
    <TableFrame label="Packs that were asked for" className="max-h-[60dvh] rounded-none border-0 border-t">
      <Table>
        <TableHead>
          <tr><TableHeading>Asked for</TableHeading><TableHeading>For</TableHeading><TableHeading>Of</TableHeading><TableHeading align="right">Records</TableHeading><TableHeading>Standing</TableHeading><TableHeading>SHA-256</TableHeading><TableHeading><span className="sr-only">Actions</span></TableHeading></tr>
        </TableHead>
        <TableBody>
          {packs.map((pack) => (
            <TableRow key={pack.id} className="align-top *:py-2">
              <TableCell><Time at={pack.askedAt} /><span className="block text-xs text-text-3">{pack.askedBy}</span></TableCell>
              <TableCell><span className="block w-56 whitespace-normal wrap-anywhere">{pack.purpose}</span></TableCell>
              <TableCell><span className="block w-48 whitespace-normal">{packAskWords(pack.ask)}</span>{pack.ask.by === "sample" && pack.ask.seed ? <span className="block text-xs text-text-3">Seed <CopyId id={pack.ask.seed} whole plain /></span> : null}</TableCell>
              <TableCell align="right" className="tabular-nums">{pack.records.toLocaleString("en-US")}</TableCell>
              <TableCell><Standing pack={pack} /></TableCell>
              <TableCell><Hashes pack={pack} /></TableCell>
              <TableCell className="space-x-3 text-right">
                {pack.standing === "waiting" && pack.own ? <a className={buttonClass("default", "small")} href={archiveHref(program, pack.id)} download onClick={() => onFetch(pack.id)}>Download</a> : null}
                <Link className="text-accent hover:underline" href={`/programs/${program}/examiner-pack?${packParameters(packFormAgain(pack.ask)).toString()}`}>Choose the same<span className="sr-only"> as {pack.purpose}</span></Link>
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </TableFrame>
  );
}

function Standing({ pack: { standing, made } }: { pack: PackView }) {
  const { words, shape, tone } = looks[standing];
  return (
    <>
      <StatusDot shape={shape} tone={tone}>{words}</StatusDot>
      {made ? <span className="block text-xs text-text-3"><Time at={made.at} />, {sizeWords(made.bytes)}</span> : null}
    </>
  );
}

function Hashes({ pack: { made } }: { pack: PackView }) {
  if (!made) return <span className="text-text-3">once it has left whole</span>;
  return (
    <>
      <span className="flex h-6 items-center gap-1">Archive <CopyId id={made.sha256} /></span>
      <span className="flex h-6 items-center gap-1">Manifest <CopyId id={made.manifestSha256} /></span>
    </>
  );
}
