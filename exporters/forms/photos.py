"""Photo sheets (整改前后对比照片): before and after side by side, with title, date and catalogue number."""

from data import words
from data.domain.contents import EvidencePart, PackageContents
from data.domain.photo_pairs import photo_pairs
from exporters.forms.form import Form, Section, as_defined
from exporters.forms.phrases import part_title, task_number
from exporters.payload import OpenEvidence
from exporters.pdf.blocks import Block, Gap, Text, Title
from exporters.pdf.measures import CELL
from exporters.pdf.pictures import Picture, PicturePair, load_picture

_MISSING = "（没有照片）"
_UNREADABLE = "（照片打不开，原件见佐证材料）"


def photo_form(open_evidence: OpenEvidence) -> Form:
    """The photo sheets as a form that reads its pictures through ``open_evidence``."""

    def story(contents: PackageContents) -> tuple[Section, ...]:
        blocks: list[Block] = [
            Title(f"{task_number(contents)}整改任务{part_title(contents, 'photos')}"),
            Gap(0.5, keep="next"),
        ]
        for before, after in photo_pairs(contents.evidence):
            pictures = _picture(before, open_evidence), _picture(after, open_evidence)
            pair = PicturePair(_heading(before, after), *pictures)
            blocks += [pair, *_notes(before, after), Gap(0.4)]
        if len(blocks) == 2:
            blocks.append(Text("佐证材料中没有整改前后照片。", CELL))
        return (Section(blocks),)

    return as_defined("photos", story)


def _heading(*parts: EvidencePart | None) -> str:
    positions = sorted({position for part in parts if part for position in part.measure_positions})
    return f"对应第{'、'.join(map(str, positions))}条措施" if positions else "未对应措施"


def _picture(part: EvidencePart | None, open_evidence: OpenEvidence) -> Picture:
    if part is None:
        return Picture(None, _MISSING, "")
    piece = part.evidence
    with open_evidence(piece) as source:
        image = load_picture(source)
    dated = words.day(piece.dated) or "日期未填"
    return Picture(image, _UNREADABLE, f"{part.number}　{piece.title}\n拍摄日期：{dated}")


def _notes(*parts: EvidencePart | None) -> list[Block]:
    """What is said of the photos (地点、拍摄人等), under them, where it may run over the page."""
    return [
        Text(f"{part.number}说明：{part.evidence.note}", CELL)
        for part in parts
        if part and part.evidence.note
    ]
