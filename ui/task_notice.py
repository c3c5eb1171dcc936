"""The notice tab (公示): the period with its calendar, where it is published, its text, its screenshots and objections."""

from dataclasses import fields, replace
from pathlib import Path

from PySide6.QtCore import QSignalBlocker, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QComboBox, QFileDialog, QFrame, QLineEdit, QPlainTextEdit, QScrollArea, QWidget

from data import dossier, public_notice
from data.domain.checks import Case, notice_facts, notice_findings
from data.domain.notice import Notice, day_text
from data.domain.notice_text import LAYOUTS, NoticePaper, default_results, default_title, notice_paper
from data.domain.states import standing
from data.files import safe_name
from data.store import notices
from ui import errors, layouts
from ui.chips import Chip
from ui.desk import Changed, Desk
from ui.fields import text_box
from ui.folders import remember_folder, remembered_folder
from ui.notice_objections import Objections
from ui.notice_period import PeriodCard
from ui.notice_shots import ShotSlot, shots_row
from ui.parts import button, hint, section
from ui.theme import TOKENS


class NoticeTab(QWidget):
    """The public notice of one task."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._task_id = ""
        self._case: Case | None = None
        self._shown: Notice | None = None
        self._build()

    def _build(self) -> None:
        self.period = PeriodCard()
        self.first, self.last = ShotSlot("首日"), ShotSlot("末日")
        self.objections = Objections()
        self._shots = layouts.card(
            section("截图留存"),
            hint("首日、末日各截一张带网址和日期的网页，拖进来即可。"),
            shots_row(self.first, self.last),
            gap=TOKENS.gap_s,
        )
        self._objections = layouts.card(self.objections, gap=TOKENS.gap_s)
        left = layouts.column(self.period, self._place_card(), layouts.GROW)
        right = layouts.column(layouts.grow(self._text_card()), self._shots)
        body = layouts.column(
            layouts.row(
                layouts.grow(layouts.panel(left), 46),
                layouts.grow(layouts.panel(right), 54),
                gap=TOKENS.gap_m,
            ),
            self._objections,
        )
        self._scroll: QScrollArea = layouts.scroll(body)
        self.state = Chip()
        self.ended = button("登记公示无异议", self._end, "check-check")
        self.save = button("保存公示", self._save, "save", "primary")
        foot = layouts.row(self.state, layouts.GROW, self.ended, self.save)
        layouts.fill(self, layouts.column(layouts.grow(self._scroll), foot, gap=TOKENS.gap_s))
        self._listen()

    def _place_card(self) -> QFrame:
        self.medium, self.address = QLineEdit(), QLineEdit()
        self.medium.setPlaceholderText("如：县人民政府网站“通知公告”栏目")
        self.address.setPlaceholderText("网页地址（发布后填）")
        self.publisher, self.phone, self.contact = QLineEdit(), QLineEdit(), QLineEdit()
        self.phone.setPlaceholderText("办公电话")
        self.contact.setPlaceholderText("可不填")
        contact = layouts.row(layouts.grow(self.phone), hint("联系人"), layouts.grow(self.contact))
        self._place = layouts.card(
            section("发布与联系"),
            layouts.form(
                ("发布在哪里", self.medium),
                ("网址", self.address),
                ("公示单位", self.publisher),
                ("监督电话", contact),
                gap=TOKENS.gap_s,
            ),
            gap=TOKENS.gap_s,
        )
        return self._place

    def _text_card(self) -> QFrame:
        self.layout_choice = QComboBox()
        self.layout_choice.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        for key, layout in LAYOUTS.items():
            self.layout_choice.addItem(layout.name, key)
        self.title = QLineEdit()
        self.results = text_box("", 2)
        self.results.setMaximumHeight(84)
        self.results.setToolTip("空着就用各条措施的落实情况；要另写就写在这里")
        self.preview = QPlainTextEdit()
        self.preview.setReadOnly(True)
        self.preview.setMinimumHeight(220)
        self.preview.setAccessibleName("公示全文预览")
        self._text = layouts.card(
            layouts.row(
                section("公示内容"),
                layouts.GROW,
                button("复制全文", self._copy, "copy", "quiet"),
                button("另存为 Word…", self._ask_word, "file-output"),
            ),
            layouts.form(
                ("表式", self.layout_choice),
                ("标题", self.title),
                ("完成情况", self.results),
                gap=TOKENS.gap_s,
            ),
            layouts.grow(self.preview),
            gap=TOKENS.gap_s,
        )
        return self._text

    def _listen(self) -> None:
        self.period.edited.connect(self._refresh)
        self.objections.edited.connect(self._refresh)
        self.objections.added.connect(lambda: self.go_to("objections"))
        self.layout_choice.currentIndexChanged.connect(lambda _at: self._refresh())
        for field in (self.medium, self.address, self.publisher, self.phone, self.contact, self.title):
            field.textChanged.connect(lambda _text: self._refresh())
        self.results.textChanged.connect(self._refresh)
        for slot, first in ((self.first, True), (self.last, False)):
            slot.chosen.connect(self._refresh)
            slot.given.connect(lambda path, is_first=first: self.take_screenshot(path, is_first))

    # ------------------------------------------------------------ showing

    def show_task(self, task_id: str) -> None:
        """Show the notice of this task, or one to begin with."""
        self._task_id = task_id
        ws = self._desk.ws
        self._case = dossier.case_of(ws, task_id, read_bytes=False)
        notice = self._case.notice or public_notice.new_notice(ws)
        blockers = [QSignalBlocker(part) for part in self._parts()]
        self.publisher.setPlaceholderText(self._case.office.name)
        self.title.setPlaceholderText(default_title(self._case.task))
        self.results.setPlaceholderText(default_results(notice_facts(self._case, notice)))
        for field, text in (
            (self.medium, notice.medium),
            (self.address, notice.address),
            (self.publisher, notice.published_by),
            (self.phone, notice.phone),
            (self.contact, notice.contact),
            (self.title, notice.title),
        ):
            field.setText(text)
        self.results.setPlainText(notice.results)
        self.layout_choice.setCurrentIndex(max(0, self.layout_choice.findData(notice.layout)))
        self.period.show_value(notice, self._case.calendar)
        self.objections.show_value(notice.objections)
        pieces = self._case.evidence
        self.first.show_value(pieces, notice.first_shot, notice.start, self._desk.today)
        self.last.show_value(pieces, notice.last_shot, notice.end, self._desk.today)
        del blockers
        self._shown = self.value()
        self._refresh()

    def go_to(self, where: str) -> None:
        """Bring the card a finding names into view: period, place, screenshots, objections, text."""
        cards = {"place": self._place, "screenshots": self._shots, "objections": self._objections}
        card = {**cards, "text": self._text}.get(where, self.period)
        # Once the layout has settled: a card just filled is not yet as high as it will be.
        QTimer.singleShot(0, self, lambda: self._scroll.ensureWidgetVisible(card))

    def value(self) -> Notice:
        """The notice as filled in on the screen."""
        return replace(
            self.period.value(),
            title=self.title.text().strip(),
            published_by=self.publisher.text().strip(),
            medium=self.medium.text().strip(),
            address=self.address.text().strip(),
            phone=self.phone.text().strip(),
            contact=self.contact.text().strip(),
            results=self.results.toPlainText().strip(),
            layout=self.layout_choice.currentData(),
            first_shot=self.first.value(),
            last_shot=self.last.value(),
            objections=self.objections.value(),
        )

    def paper(self) -> NoticePaper:
        """The notice in words, as it would be published now."""
        assert self._case is not None
        return notice_paper(notice_facts(self._case, self.value()))

    def _parts(self) -> list[QWidget]:
        fields = [self.medium, self.address, self.publisher, self.phone, self.contact, self.title]
        return [
            *fields,
            self.results,
            self.layout_choice,
            self.period,
            self.objections,
            self.first,
            self.last,
        ]

    def _refresh(self) -> None:
        """Show what the fields now say: text, calendar, findings, state."""
        if self._case is None:
            return
        notice, today = self.value(), self._desk.today
        self.preview.setPlainText(self.paper().plain())
        self.first.show_day(notice.start, today)
        self.last.show_day(notice.end, today)
        self.period.show_findings(list(notice_findings(replace(self._case, notice=notice))))
        noted = "noticed" in standing(self._case.steps)
        self.state.show_state(*_state(notice, noted, self._desk))
        self.ended.setEnabled(not noted and notice.end is not None and notice.end < today)

    # ------------------------------------------------------------ doing

    def _save(self) -> None:
        if self._keep():
            self._desk.tell(Changed(self._task_id))

    def keep(self) -> bool:
        """Keep what was changed since it was shown, and nothing else; True where something changed."""
        filled, shown = self.value(), self._shown
        if shown is None or filled == shown:
            return False
        names = (field.name for field in fields(Notice))
        new = {name: value for name in names if (value := getattr(filled, name)) != getattr(shown, name)}
        stored = notices.of_task(self._desk.ws, self._task_id)
        notices.save(self._desk.ws, self._task_id, replace(stored or filled, **new))
        self._shown = filled
        return True

    def _keep(self) -> bool:
        try:
            notices.save(self._desk.ws, self._task_id, self.value())
        except Exception as error:
            errors.show(self, error)
            return False
        self._shown = self.value()
        return True

    def _end(self) -> None:
        if not self._keep():
            return
        try:
            public_notice.end_notice(self._desk.ws, self._task_id)
        except Exception as error:
            errors.show(self, error)
        self._desk.tell(Changed(self._task_id))

    def take_screenshot(self, path: Path, first: bool) -> None:
        """Keep what is filled in, then take the file in as evidence of the first or the last day."""
        if not self._keep():
            return
        task_id = self._task_id
        job = self._desk.run(
            "添加公示截图",
            lambda ws, _report: public_notice.attach_screenshot(ws, task_id, path, first),
        )
        job.failed.connect(lambda error: errors.show(self, error))
        job.done.connect(lambda _kept: self._desk.tell(Changed(task_id)))

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.paper().plain())

    def _ask_word(self) -> None:
        assert self._case is not None
        number = self._case.task.listed.number or "未编号"
        proposed = Path(remembered_folder("notices")) / safe_name(f"公示_{number}号任务.docx")
        chosen, _ = QFileDialog.getSaveFileName(self, "公示存到哪里", str(proposed), "Word 文档 (*.docx)")
        if chosen:
            self.save_word(Path(chosen).with_suffix(".docx"))

    def save_word(self, path: Path) -> None:
        """Write the notice as a Word file."""
        from exporters.word.notice import write_notice

        remember_folder("notices", path.parent)
        try:
            write_notice(self.paper(), path, self._desk.today)
        except Exception as error:
            errors.show(self, error)


def _state(notice: Notice, noted: bool, desk: Desk) -> tuple[str, str]:
    """Where the notice stands, as a word and its chip."""
    if noted:
        return "公示无异议，已登记", "done"
    if notice.start is None or notice.end is None:
        return "还没有定公示期", "neutral"
    if desk.today < notice.start:
        return f"{day_text(notice.start)}开始公示", "neutral"
    if desk.today <= notice.end:
        return f"公示中，{day_text(notice.end)}期满", "info"
    waiting = sum(objection.is_open for objection in notice.objections)
    if waiting:
        return f"公示已期满，还有{waiting}条异议没有办结", "warning"
    return "公示已期满，可以登记结果", "ok"
