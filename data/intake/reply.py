"""The supervising unit's reply (答复) in whatever file it comes: the checker page's answer file, or a filled opinion form."""

from pathlib import Path

from data.domain.errors import UserError
from data.domain.model import Answer
from data.files import translate_os_errors
from data.intake.answer import read_answer
from data.intake.opinion_file import read_opinion


def read_reply(path: Path) -> Answer:
    """The answer in a file, told by its content: .json, or .xlsx and .docx."""
    with translate_os_errors("答复文件"), open(path, "rb") as source:
        head = source.read(8)
    if head.startswith(b"%PDF"):
        raise UserError(
            f"“{path.name}”是PDF，程序读不出填写的内容。",
            "请用“录入纸质意见”照着填写，并把它作为扫描件附上。",
        )
    return read_opinion(path) if head.startswith((b"PK", b"\xd0\xcf")) else read_answer(path)
