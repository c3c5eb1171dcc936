"""How a pasted holiday notice was read, shown below its text: each line's days and working days, and what is doubted."""

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from data.domain.arrangement import OffSpan
from data.domain.holiday_notice import NoticeLine, NoticeReading
from ui import layouts
from ui.chips import Chip
from ui.parts import hint, words
from ui.theme import TOKENS

_NOTHING = "粘贴后，这里逐条列出读到的日期。没有把握的标出来，不读进日历，由您对照通知在日历上点。"


class ReadingView(QWidget):
    """``show_reading(reading)`` shows it line by line; a doubted line says why, and that it was left out."""

    def __init__(self) -> None:
        super().__init__()
        self._lines = QVBoxLayout()
        self._lines.setSpacing(TOKENS.gap_s)
        self._lines.setContentsMargins(0, 0, TOKENS.gap_s, 0)
        layouts.fill(self, layouts.column(self._lines, layouts.GROW, gap=0))

    def show_reading(self, reading: NoticeReading | None) -> None:
        """Show a reading; None where there is no text."""
        layouts.clear(self._lines)
        self.setAccessibleDescription("\n".join(said(reading)))
        if reading is None:
            self._lines.addWidget(hint(_NOTHING))
            return
        for doubt in reading.doubts:
            self._lines.addWidget(_doubt(doubt))
        for line in reading.lines:
            self._lines.addWidget(_line(line))


def said(reading: NoticeReading | None) -> list[str]:
    """A reading in words, as it is read aloud."""
    if reading is None:
        return [_NOTHING]
    lines = [text for line in reading.lines for text in (line_text(line), *_left_out(line))]
    return [*reading.doubts, *lines]


def line_text(line: NoticeLine) -> str:
    """A line as it was read: 元旦 1月1日—3日 共3天, below it 上班 1月4日."""
    days = "、".join(_span_text(span) for span in line.off)
    text = f"{line.name} {days} 共{line.days}天" if days else line.name
    work = "、".join(f"{day.month}月{day.day}日" for day in line.work)
    return f"{text}\n上班 {work}" if work else text


def _span_text(span: OffSpan) -> str:
    first, last = span.first, span.last
    text = f"{first.month}月{first.day}日"
    if first == last:
        return text
    if first.month == last.month:
        return f"{text}—{last.day}日"
    year = f"{last.year}年" if first.year != last.year else ""
    before = f"{first.year}年" if year else ""
    return f"{before}{text}—{year}{last.month}月{last.day}日"


def _line(line: NoticeLine) -> QFrame:
    made = QFrame()
    read = words(line_text(line))
    read.setWordWrap(True)
    read.setToolTip(line.text)
    doubts = [_doubt(text) for text in _left_out(line)]
    made.setLayout(layouts.column(read, *doubts, gap=TOKENS.gap_xs))
    return made


def _left_out(line: NoticeLine) -> list[str]:
    return [f"{doubt}。这一条没有读进日历" for doubt in line.doubts]


def _doubt(text: str) -> QWidget:
    sentence = words(text)
    sentence.setWordWrap(True)
    row = layouts.row(Chip("有疑问", "orange"), layouts.grow(sentence))
    return layouts.panel(row)
