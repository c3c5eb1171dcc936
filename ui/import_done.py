"""The last step of the import: what was done, and where to go on."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from data.domain.model import Listing
from data.domain.plan import Plan
from ui import layouts
from ui.parts import button, empty_state, words
from ui.theme import TOKENS


class DoneStep(QWidget):
    """Emits ``listed`` to go to the tasks and ``again`` to import another file."""

    listed = Signal()
    again = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._said = words("", "section")
        self.go = button("查看任务", self.listed.emit, "clipboard-list", "primary")
        state = empty_state(
            "circle-check",
            "清单已导入台账",
            "原文件已存进工作文件夹；有疑义的时限可以在任务里逐项确认。导错了可以整批撤回。",
            self.go,
            button("再导入一个", self.again.emit, "import"),
        )
        layouts.fill(
            self,
            layouts.column(layouts.GROW, self._said, layouts.grow(state), layouts.GROW, gap=TOKENS.gap_s),
        )

    def show_result(self, listing: Listing, plan: Plan) -> None:
        """Say what was imported."""
        counts = plan.counts
        self._said.setText(
            f"{listing.file}：新增 {counts['new']} 项，变化 {counts['changed']} 项，"
            f"不变 {counts['unchanged']} 项，不再有 {counts['missing']} 项。"
        )
