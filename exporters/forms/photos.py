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
_CAPTION_LINES, _CAPTION_WIDE = 10, 17  # a longer caption does too: the pair must stand on one page
_MISSING = "（没有照片）"
_UNREADABLE = "（照片打不开，原件见佐证材料）"


def photo_blocks(contents: PackageContents, item: Item, open_evidence: OpenEvidence | None) -> list[Block]:
    """A pair a block, with what is noted of each photo under it, where it may run over the page."""
    blocks: list[Block] = []
    for pair in photo_pairs(contents.evidence):
        captions = [_caption(contents, item, part) for part in pair]
        before, after = (
            _picture(part, _short(caption, part), open_evidence)
            for part, caption in zip(pair, captions, strict=True)
        )
        long = (Text(caption, CELL) for caption in captions if not _fits(caption))
        blocks += [PicturePair(_heading(pair), before, after), *long, *_notes(pair, item), Gap(0.4)]
    return blocks or [Text(item.empty or "没有照片。", CELL)]


def _heading(pair: tuple[EvidencePart | None, EvidencePart | None]) -> str:
    positions = sorted({position for part in pair if part for position in part.measure_positions})
    return f"对应第{'、'.join(map(str, positions))}条措施" if positions else "未对应措施"


def _caption(contents: PackageContents, item: Item, part: EvidencePart | None) -> str:
    if part is None:
        return ""
    names, task = piece_names(contents, part), task_value(contents, "photos")
    if not _in_caption(part, item):
        names[_NOTE] = "说明见下"
    return fill(item.text, lambda name: names[name] if name in names else task(name))


def _fits(caption: str) -> bool:
    return sum(len(line) // _CAPTION_WIDE + 1 for line in caption.split("\n")) <= _CAPTION_LINES


def _short(caption: str, part: EvidencePart | None) -> str:
    """The caption, or which photo it is and that what is said of it stands below."""
    return caption if part is None or _fits(caption) else f"{part.number}（文字见下）"


def _picture(part: EvidencePart | None, caption: str, open_evidence: OpenEvidence | None) -> Picture:
    if part is None:
        return Picture(None, _MISSING, caption)
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
