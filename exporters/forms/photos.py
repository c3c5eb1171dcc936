"""The photos on a form (整改前后对比照片): before and after side by side, each with its caption from the definition."""

from data.domain.contents import EvidencePart, PackageContents
from data.domain.form_definition import Item
from data.domain.form_template import fill, names_in
from data.domain.photo_pairs import photo_pairs
from data.form_values import piece_names, task_value
from exporters.payload import OpenEvidence
from exporters.pdf.blocks import Block, Gap, Text
from exporters.pdf.measures import CELL
from exporters.pdf.pictures import Picture, PicturePair, load_picture

_NOTE = "材料说明"
_CAPTION_NOTE = 60  # characters: a longer note stands under the pictures, where it may run over the page
_MISSING = "（没有照片）"
_UNREADABLE = "（照片打不开，原件见佐证材料）"


def photo_blocks(contents: PackageContents, item: Item, open_evidence: OpenEvidence | None) -> list[Block]:
    """A pair a block, with what is noted of each photo under it, where it may run over the page."""
    blocks: list[Block] = []
    for pair in photo_pairs(contents.evidence):
        before, after = (_picture(contents, item, part, open_evidence) for part in pair)
        blocks += [PicturePair(_heading(pair), before, after), *_notes(pair, item), Gap(0.4)]
    return blocks or [Text(item.empty or "没有照片。", CELL)]


def _heading(pair: tuple[EvidencePart | None, EvidencePart | None]) -> str:
    positions = sorted({position for part in pair if part for position in part.measure_positions})
    return f"对应第{'、'.join(map(str, positions))}条措施" if positions else "未对应措施"


def _picture(
    contents: PackageContents, item: Item, part: EvidencePart | None, open_evidence: OpenEvidence | None
) -> Picture:
    if part is None:
        return Picture(None, _MISSING, "")
    names, task = piece_names(contents, part), task_value(contents, "photos")
    if not _in_caption(part, item):
        names[_NOTE] = "说明见下"
    caption = fill(item.text, lambda name: names[name] if name in names else task(name))
    if open_evidence is None:
        return Picture(None, _UNREADABLE, caption)
    with open_evidence(part.evidence) as source:
        image = load_picture(source)
    return Picture(image, _UNREADABLE, caption)


def _in_caption(part: EvidencePart, item: Item) -> bool:
    return _NOTE in names_in(item.text) and len(part.evidence.note) <= _CAPTION_NOTE


def _notes(pair: tuple[EvidencePart | None, EvidencePart | None], item: Item) -> list[Block]:
    """The notes the captions do not hold."""
    return [
        Text(f"{part.number}说明：{part.evidence.note}", CELL)
        for part in pair
        if part and part.evidence.note and not _in_caption(part, item)
    ]
