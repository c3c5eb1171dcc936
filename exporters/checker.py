"""The checker page (打开我.html): one file that opens in any browser with no network, shows and checks its package.

It holds two texts of data: what the package says, the same in every volume, and its seal: what only the finished volumes
know. The page without its seal (the blank page) has its digest in ``package.json``, so the code on paper binds the page too.
"""

import json
from collections.abc import Mapping
from pathlib import Path

from data.domain.contents import EvidencePart, PackageContents
from data.domain.plain import Plain, to_plain
from exporters import bag
from exporters.digests import HAS_SM3, sha256_hex
from exporters.inventory import Paper
from exporters.volumes import Volume, volume_of_each

NAME = "打开我.html"
TEMPLATE = Path(__file__).parents[1] / "resources" / "checker" / "checker.html"

_TAGS = (bag.INFO, bag.DECLARED, bag.MANIFEST, bag.MANIFEST_SM3, bag.TAG_MANIFEST, bag.VOLUMES, NAME)
_PACKAGE = "/*PACKAGE*/null"
_UNSEALED = "/*SEAL*/null"
_SEAL = "var SEAL = "
_SEAL_END = ";\n"


def blank_page(contents: PackageContents, papers: tuple[Paper, ...]) -> bytes:
    """The page of every volume of a package, without its seal."""
    template = TEMPLATE.read_text("utf-8")
    before, mark, after = template.partition(_PACKAGE)
    if not mark or f"{_SEAL}{_UNSEALED}{_SEAL_END}" not in before:
        raise ValueError(f"{TEMPLATE.name}: no place for the package")
    return f"{before}{_in_script(_shown(contents, papers))}{after}".encode("utf-8", "replace")


def sealed_page(blank: bytes, contents: PackageContents, volumes: tuple[Volume, ...], own: Volume) -> bytes:
    """The page of one volume: shows the whole package and where each piece lies; checks its own volume and the others."""
    split, where = len(volumes) > 1, volume_of_each(volumes)
    seal = {
        "folder": own.folder,
        "manifest_sha256": own.sha256,
        "code": own.code,
        "files": own.digests,
        "tags": [name for name in _TAGS if _carried(name, split)],
        "volume": own.number,
        "volumes": [_volume(volume) for volume in volumes],
        "where": [where.get(part.path, 1) for part in contents.evidence],
    }
    return blank.replace(_UNSEALED.encode(), _in_script(seal).encode("utf-8", "replace"), 1)


def read_page(data: bytes) -> tuple[Mapping[str, object], str]:
    """The seal of a page and the digest of the page without it; ``ValueError`` where it has no seal a browser would take as data."""
    before, mark, rest = data.decode("utf-8").partition(_SEAL)
    literal, end, after = rest.partition(_SEAL_END)
    if not mark or not end or "<" in literal:
        raise ValueError("no seal")
    try:
        seal = json.loads(literal)
    except RecursionError as fault:
        raise ValueError("no seal") from fault
    if not isinstance(seal, dict):
        raise ValueError("no seal")
    return seal, sha256_hex(f"{before}{mark}{_UNSEALED}{end}{after}".encode())


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


def _shown(contents: PackageContents, papers: tuple[Paper, ...]) -> dict[str, object]:
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
        "evidence": [_evidence(contents, part) for part in contents.evidence],
    }


def _evidence(contents: PackageContents, part: EvidencePart) -> dict[str, Plain]:
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
    }


def _in_script(shown: dict[str, object]) -> str:
    """JSON that cannot end the script element it stands in, nor a line of an old browser's script."""
    text = json.dumps(to_plain(shown), ensure_ascii=False, separators=(",", ":"))
    for letter, code in (("<", "\\u003c"), (">", "\\u003e"), ("\u2028", "\\u2028"), ("\u2029", "\\u2029")):
        text = text.replace(letter, code)
    return text
