"""The checker page (打开我.html): one file that opens in any browser with no network, shows and checks its package."""

import json
from pathlib import Path

from data.domain.contents import PackageContents
from data.domain.plain import Plain, to_plain
from exporters import bag
from exporters.digests import HAS_SM3
from exporters.inventory import Paper
from exporters.volumes import Volume, volume_of_each

NAME = "打开我.html"
TEMPLATE = Path(__file__).parents[1] / "resources" / "checker" / "checker.html"

_TAGS = (bag.INFO, bag.DECLARED, bag.MANIFEST, bag.MANIFEST_SM3, bag.TAG_MANIFEST, bag.VOLUMES, NAME)
_MARK = "/*PACKAGE*/null"


def page_size(contents: PackageContents, papers: tuple[Paper, ...]) -> int:
    """What the page takes without the digests of its files."""
    return len(_page(_shown(contents, papers, {})))


def checker_page(
    contents: PackageContents, papers: tuple[Paper, ...], volumes: tuple[Volume, ...], own: Volume
) -> bytes:
    """The page of one volume: shows the whole package and where each piece lies; checks its own volume and the others."""
    split = len(volumes) > 1
    mine = {
        "folder": own.folder,
        "manifest_sha256": own.sha256,
        "code": own.code,
        "files": own.digests,
        "tags": [name for name in _TAGS if _carried(name, split)],
        "volume": own.number,
        "volumes": [_volume(volume) for volume in volumes],
    }
    return _page({**_shown(contents, papers, volume_of_each(volumes)), **mine})


def _volume(volume: Volume) -> dict[str, Plain]:
    """What every page says of a volume, so that a person sees what else must be there, and it can be checked."""
    return {
        "name": volume.file_name,
        "code": volume.code,
        "manifest_sha256": volume.sha256,
        "files": len(volume.payload),
        "bytes": sum(item.size for item in volume.payload.values()),
    }


def _carried(name: str, split: bool) -> bool:
    return {bag.MANIFEST_SM3: HAS_SM3, bag.VOLUMES: split}.get(name, True)


def _shown(
    contents: PackageContents, papers: tuple[Paper, ...], volumes: dict[str, int]
) -> dict[str, object]:
    listed = contents.task.listed
    return {
        "number": contents.number,
        "version": contents.version,
        "made_on": contents.made_on,
        "program": contents.program,
        "office": contents.office,
        "level": dict(contents.levels).get(contents.level, ""),
        "levels": [title for _, title in contents.levels],
        "task": {
            "number": listed.number,
            "upper_number": listed.upper_number,
            "finding": listed.finding,
            "goal": listed.goal,
            "deadline": listed.deadline.text,
            "lead_unit": listed.lead_unit,
            "acceptance_unit": listed.acceptance_unit,
        },
        "mended": [{"subject": r.subject, "text": r.text, "done": done} for r, done in contents.mended],
        "measures": [{"position": m.position, "text": m.text} for m in contents.measures],
        "papers": papers,
        "evidence": [_evidence(contents, at, volumes) for at in range(len(contents.evidence))],
    }


def _page(shown: dict[str, object]) -> bytes:
    text = json.dumps(to_plain(shown), ensure_ascii=False, separators=(",", ":"))
    template = TEMPLATE.read_text("utf-8")
    before, mark, after = template.partition(_MARK)
    if not mark:
        raise ValueError(f"{TEMPLATE.name}: no place for the package")
    return f"{before}{_inside_script(text)}{after}".encode("utf-8", "replace")


def _evidence(contents: PackageContents, at: int, volumes: dict[str, int]) -> dict[str, Plain]:
    part = contents.evidence[at]
    piece = part.evidence
    return {
        "number": part.number,
        "path": part.path,
        "title": piece.title,
        "kind": contents.evidence_kinds.get(piece.kind, ""),
        "dated": to_plain(piece.dated),
        "name": piece.name,
        "pages": piece.pages,
        "size": piece.size,
        "measures": to_plain(part.measure_positions),
        "volume": volumes.get(part.path, 1),
    }


def _inside_script(text: str) -> str:
    """JSON that cannot end the script element it stands in, nor a line of an old browser's script."""
    for letter, code in (("<", "\\u003c"), (">", "\\u003e"), ("\u2028", "\\u2028"), ("\u2029", "\\u2029")):
        text = text.replace(letter, code)
    return text
