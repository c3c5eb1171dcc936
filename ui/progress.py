"""How slow work shows: a thin panel that does not stand in the way."""

from typing import TypeVar

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFrame, QProgressBar

from ui import jobs, layouts
from ui.jobs import Job
from ui.parts import button, words
from ui.theme import TOKENS

T = TypeVar("T")

# Work shorter than this is not worth showing: a flash of a bar only unsettles.
PATIENCE = 300
_BYTES = 100_000
"""No work counts as many things; a total like this is a file's size."""


class ProgressPanel(QFrame):
    """A line with what is running, how far it is and a button to stop; hidden when nothing runs.

    The main window puts one under its pages; it follows the application's worker by itself.
    """

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("kind", "notice")
        self._job: Job | None = None
        self._words = words("")
        self._bar = QProgressBar()
        self._bar.setFixedWidth(220)
        self._stop = button("停止", self._cancel, "x", "quiet")
        self.setLayout(
            layouts.row(
                layouts.space(TOKENS.gap_s),
                layouts.grow(self._words),
                self._bar,
                self._stop,
                gap=TOKENS.gap,
                margin=TOKENS.gap_s,
            )
        )
        self._later = QTimer(self, singleShot=True, interval=PATIENCE)
        self._later.timeout.connect(self._appear)
        self.hide()
        jobs.worker().started.connect(self.follow)

    def follow(self, job: Job) -> None:
        """Show this job once it has run for a moment."""
        # Bound methods, not lambdas: Qt drops them by itself when the panel goes before the work does.
        job.started.connect(self._begin)
        job.progressed.connect(self._show)
        job.ended.connect(self._end)

    def _begin(self) -> None:
        self._job = jobs.worker().jobs()[0]
        self._stop.setEnabled(True)
        self._words.setText(self._job.title + "…")
        self._bar.setRange(0, 0)
        self._later.start()

    def _appear(self) -> None:
        if self._job is not None:
            self.show()

    def _show(self, done: int, total: int, what: str) -> None:
        if self._job is not None:
            self._words.setText(f"{self._job.title}：{progress_words(done, total, what)}")
            set_bar(self._bar, done, total)

    def _cancel(self) -> None:
        if self._job is not None:
            self._job.cancel()
            self._stop.setEnabled(False)
            self._words.setText(f"{self._job.title}：正在停止…")

    def _end(self) -> None:
        self._job = None
        self._later.stop()
        self.hide()


def progress_words(done: int, total: int, what: str) -> str:
    """「12 / 40 · 正在读…」; of a single thing there is nothing to count, and bytes are told as a share."""
    count = f"{done} / {total}" if total > 1 else ""
    if total >= _BYTES:
        count = f"{done * 100 // total}%"
    return " · ".join(part for part in (count, what) if part)


def set_bar(bar: QProgressBar, done: int, total: int) -> None:
    """Move a bar; an unknown total runs back and forth. Scaled, since a bar counts in 32 bits and files in more."""
    bar.setRange(0, 1000 if total > 0 else 0)
    if total > 0:
        bar.setValue(min(1000, done * 1000 // total))
