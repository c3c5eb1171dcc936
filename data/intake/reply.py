"""The supervising unit's reply (答复) in whatever file it comes: the checker page's answer file, or a filled opinion form."""

from pathlib import Path

from data.domain.model import Answer, Report, no_report
from data.files import translate_os_errors
from data.intake.answer import read_answer
from data.intake.opinion_file import is_pdf, read_opinion


def read_reply(path: Path, report: Report = no_report) -> Answer:
    """The answer in a file, told by its content: .json, or .xlsx, .docx and .pdf; ``ByHand`` where a person must read it."""
    with translate_os_errors("答复文件"), open(path, "rb") as source:
        head = source.read(8)
    if is_pdf(path) or head.startswith((b"PK", b"\xd0\xcf")):
        return read_opinion(path, report)
    return read_answer(path)
