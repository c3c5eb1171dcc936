"""The page where packages are verified (核验申请包): dropped or chosen, read on the worker thread, each with its verdict."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QFileDialog,
    QFrame,
    QLineEdit,
    QProgressBar,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from data import words as wording
from data.domain.model import Report
from data.domain.origin import Origin
from data.files import safe_name
from data.sent_packages import origin_of
from data.store import settings
from data.store.workspace import Workspace
from exporters.verify_results import (
    Verified,
    compare_code,
    packages_in,
    size_on_disk,
    verdict_of,
    verify_chosen,
)
from ui import errors, layouts
from ui.chips import Chip
from ui.desk import Desk
from ui.drop import DropArea
from ui.folders import remember_folder, remembered_folder
from ui.jobs import Job
from ui.parts import button, empty_state, hint, section, title, words
from ui.progress import set_bar
from ui.tables import CENTER, RIGHT, Column, DataTable
from ui.theme import TOKENS

_STATES = {
    "完好": "ok",
    "被改动": "red",
    "不是申请包": "red",
    "与报送的不同": "orange",
    "缺": "orange",
    "等待": "neutral",
}
_MOST_ROWS, _TITLES, _CODE_WIDTH = 6, 40, 240
_RECORDS = "PDF 文件 (*.pdf);;文本文件 (*.txt)"

Line = tuple[str, ...]


class VerifyPage(QWidget):
    """Takes zips, volumes and folders; nothing of them is changed or kept."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._job: Job | None = None
        self._waiting: list[tuple[str, int]] = []
        self.verified: list[Verified] = []
        self._build()
        self._show([])

    def _build(self) -> None:
        self.drop = DropArea(
            "把申请包拖到这里，分卷的几个一起拖",
            "压缩包（.zip）或解压后的文件夹都可以；只读不改，不联网",
            "申请包 (*.zip);;所有文件 (*)",
            folders=True,
        )
        self.drop.dropped.connect(self.verify)
        self.verdict = Chip()
        self.save = button("另存核验结果…", self._ask_record, "download")
        self.save.setToolTip("存成 PDF 或文本（Ctrl+S）")
        self.paper_code = QLineEdit()
        self.paper_code.setPlaceholderText("XXXX-XXXX-XXXX-XXXX-X")
        self.paper_code.setMaxLength(40)
        self.paper_code.setFixedWidth(_CODE_WIDTH)
        self.paper_code.textChanged.connect(self._compare)
        self.compared = Chip()
        asked = words("纸质材料上的校验码", "label")
        asked.setBuddy(self.paper_code)
        self._paper = layouts.panel(layouts.row(asked, self.paper_code, self.compared, layouts.GROW))
        self._cards = QVBoxLayout()
        self._cards.setContentsMargins(0, 0, 0, 0)
        self._cards.setSpacing(TOKENS.gap_m)
        self._stack = QStackedWidget()
        self._stack.addWidget(
            empty_state("shield-check", "还没有核验", "收到的、或报送前要再看一遍的申请包，拖到上面即可。")
        )
        self._stack.addWidget(self._waiting_card())
        self._stack.addWidget(layouts.scroll(layouts.panel(layouts.column(self._cards, layouts.GROW))))
        layouts.fill(
            self,
            layouts.column(
                layouts.row(title("核验申请包"), self.verdict, layouts.GROW, self.save),
                self.drop,
                self._paper,
                layouts.grow(self._stack),
                margin=TOKENS.gap_l,
                gap=TOKENS.gap,
            ),
        )
        QShortcut(QKeySequence(QKeySequence.StandardKey.Save), self, self._ask_record)

    def _waiting_card(self) -> QWidget:
        self._doing = words("", "hint")
        self.bar = QProgressBar()
        self.stop = button("停止", self.cancel, "x", "quiet")
        self.lines = _volume_table()
        card = layouts.card(
            layouts.row(section("正在核验"), layouts.GROW, self.stop),
            self.bar,
            self._doing,
            layouts.grow(self.lines),
            gap=TOKENS.gap_s,
        )
        return layouts.panel(layouts.column(layouts.grow(card)))

    # ------------------------------------------------------------ doing

    def verify(self, paths: Sequence[Path]) -> None:
        """Verify these on the worker thread; what was shown before goes."""
        if self._job is not None:
            self._job.cancel()
        try:
            chosen = packages_in(paths)
            self._waiting = [(path.name, size_on_disk(path)) for path in chosen]
        except Exception as error:
            self._show([])
            errors.show(self, error)
            return
        self._show([])
        self._doing.setText("正在读取…")
        self.stop.setEnabled(True)
        set_bar(self.bar, 0, 0)
        self._progress(0, 0, "")
        self._stack.setCurrentIndex(1)
        job = self._job = self._desk.run("核验申请包", partial(_verified, chosen), quiet=True)
        job.progressed.connect(lambda done, total, what: self._progress(done, total, what, job))
        job.done.connect(lambda found: self._done(job, found))
        job.failed.connect(lambda error: self._failed(job, error))
        job.cancelled.connect(lambda: self._done(job, []))

    def cancel(self) -> None:
        """Stop reading; nothing is shown of what was not read to its end."""
        if self._job is not None:
            self._job.cancel()
            self.stop.setEnabled(False)
            self._doing.setText("正在停止…")

    def _progress(self, done: int, total: int, what: str, job: Job | None = None) -> None:
        if job is not None and job is not self._job:
            return
        size = sum(size for _, size in self._waiting)
        reached = size * done // total if total else 0
        set_bar(self.bar, done, total)
        if total:
            self._doing.setText(f"{wording.size(reached)}，共{wording.size(size)} · {what}")
        lines, before = [], 0
        for name, own in self._waiting:
            share = min(max(reached - before, 0), own) * 100 // max(own, 1)
            state = "等待" if reached < before or not total else f"{share}%"
            lines.append(("", name, wording.size(own), "", "", state))
            before += own
        self.lines.show_items(lines)

    def _done(self, job: Job, found: list[Verified]) -> None:
        if job is self._job:
            self._job = None
            self._show(found)

    def _failed(self, job: Job, error: BaseException) -> None:
        if job is self._job:
            self._job = None
            self._show([])
            errors.show(self, error)

    # ------------------------------------------------------------ showing

    def _show(self, verified: list[Verified]) -> None:
        self.verified = verified
        self.save.setEnabled(bool(verified))
        self.verdict.setVisible(bool(verified))
        layouts.clear(self._cards)
        self._paper.setVisible(bool(verified))
        self.paper_code.clear()
        self._compare()
        if verified:
            states = {one.state for one in verified}
            state = next(each for each in ("red", "orange", "ok") if each in states)
            self.verdict.show_state(verdict_of(verified), state)
        for one in verified:
            self._cards.addWidget(_card(one, alone=len(verified) == 1))
        self._stack.setCurrentIndex(2 if verified else 0)

    def _compare(self) -> None:
        """Say whether the code typed from paper is that of what is shown."""
        said = compare_code(self.verified, self.paper_code.text())
        self.compared.setVisible(bool(said.text))
        self.compared.show_state(said.text, said.state)

    # ------------------------------------------------------------ the record

    def _ask_record(self) -> None:
        if not self.verified:
            return
        name = safe_name(
            f"核验结果_{self.verified[0].package.number or '申请包'}_{self._desk.today:%Y%m%d}.pdf"
        )
        proposed = Path(remembered_folder("verified")) / name
        chosen, kind = QFileDialog.getSaveFileName(self, "核验结果存到哪里", str(proposed), _RECORDS)
        if chosen:
            self.write(Path(chosen).with_suffix(".txt" if "txt" in kind else ".pdf"))

    def write(self, path: Path) -> None:
        """Write the record of what is shown."""
        from exporters.verify_record import write_verify_record

        remember_folder("verified", path.parent)
        office = settings.office(self._desk.ws).name
        try:
            write_verify_record(self.verified, path, office, self._desk.today)
        except Exception as error:
            errors.show(self, error)
            return
        errors.tell(self, "核验结果已存好。", path.name)


def _verified(paths: Sequence[Path], ws: Workspace, report: Report) -> list[Verified]:
    """Each package with its verdict and what the desk's own records say of it."""
    found = verify_chosen(paths, report)
    return [
        Verified(one, origin_of(ws, one.number, one.version, one.manifests) if one.number else Origin())
        for one in found
    ]


def _card(one: Verified, alone: bool) -> QFrame:
    """One package: its name and verdict, remarks, volumes, faults."""
    chip = None if alone else Chip(one.verdict, one.state)
    name = words(one.name, "section")
    parts: list[layouts.Part] = [layouts.row(name, chip, layouts.GROW)]
    if one.notes:
        parts.append(hint("\n".join(one.notes)))
    volumes = _volume_table()
    volumes.show_items(one.volume_rows)
    _fit(volumes, len(one.volume_rows))
    parts.append(volumes)
    if one.fault_rows:
        faults = _fault_table()
        faults.show_items(one.fault_rows)
        _fit(faults, len(one.fault_rows))
        parts += [words(f"{len(one.fault_rows)} 处不对", "strong"), faults]
    return layouts.card(*parts, gap=TOKENS.gap_s)


def _volume_table() -> DataTable[Line]:
    columns: list[Column[Line]] = [
        Column("卷", lambda row: row[0], width=80),
        Column("文件", lambda row: row[1], tooltip=lambda row: row[1]),
        Column("大小", lambda row: row[2], width=110, align=RIGHT),
        Column("文件数", lambda row: row[3], width=80, align=CENTER),
        Column("校验码", lambda row: row[4], width=210),
        Column("状态", lambda row: row[5], width=120, chip=lambda row: _STATES.get(row[5], "info")),
    ]
    made: DataTable[Line] = DataTable(columns, name="verified")
    made.setSortingEnabled(False)
    return made


def _fault_table() -> DataTable[Line]:
    columns: list[Column[Line]] = [
        Column("所在文件", lambda row: row[0], width=320, tooltip=lambda row: row[0]),
        Column("问题", lambda row: row[1], tooltip=lambda row: row[1]),
    ]
    made: DataTable[Line] = DataTable(columns, name="faults", lines=2)
    made.setSortingEnabled(False)
    return made


def _fit(table: DataTable[Line], rows: int) -> None:
    """As high as its rows, up to a few; the rest scrolls inside."""
    height = table.verticalHeader().defaultSectionSize()
    table.setFixedHeight(_TITLES + height * min(rows, _MOST_ROWS) + 2)
