import { Drawer } from "@mantine/core";
import { useState } from "react";
import { rawPart } from "@chartroom/core/records";
import { faultOf } from "../api/fault.ts";
import { useAsk } from "../api/useAsk.ts";
import { Await, loadable } from "../ui/Loadable.tsx";
import { count } from "../ui/number.ts";
import { RawLines } from "./RawLines.tsx";

/** A place in a kept file that somebody wants to see. */
export interface RawPlace {
  file: string;
  fileName: string;
  line?: number | undefined;
  record?: number | undefined;
  mapping?: Readonly<Record<string, string>> | undefined;
}

function Part({ place }: { place: RawPlace }) {
  const { file, fileName, record, mapping } = place;
  const [line, setLine] = useState(place.line);
  // who goes on by lines no longer asks for the record
  const moved = line !== place.line;
  const query = useAsk(
    rawPart,
    {
      file,
      fileName,
      ...(line !== undefined && { line }),
      ...(record !== undefined && !moved && { position: record }),
      ...(mapping !== undefined && { mapping: { ...mapping } }),
    },
    { keep: true },
  );
  return (
    <Await data={loadable("Reading that part of the file…", query, faultOf)}>
      {(part) => <RawLines part={part} onLine={setLine} />}
    </Await>
  );
}

/** Opens beside the room and shows a part of a file as it stands there. */
export function RawDrawer({ place, onClose }: { place: RawPlace | undefined; onClose: () => void }) {
  const where =
    place?.line !== undefined
      ? `line ${count(place.line)}`
      : place?.record !== undefined
        ? `record ${count(place.record)}`
        : "how it begins";
  return (
    <Drawer
      opened={place !== undefined}
      onClose={onClose}
      position="right"
      size="min(920px, 100%)"
      classNames={{ content: "raw-drawer" }}
      title={
        <b className="raw-title">
          {place?.fileName}, {where}
        </b>
      }
      closeButtonProps={{ "aria-label": "Close" }}
    >
      {place === undefined ? null : (
        <Part key={`${place.file} ${place.line ?? ""} ${place.record ?? ""}`} place={place} />
      )}
    </Drawer>
  );
}
