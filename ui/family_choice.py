"""The choice of a task's family (工程类、非工程类), which decides what its papers say."""

from PySide6.QtWidgets import QComboBox

from data.domain.form_definition import FAMILIES
from data.store import settings
from ui.desk import Changed, Desk


class FamilyChoice(QComboBox):
    """What the program takes the task for, until a person says otherwise; hidden where the place makes no difference."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._task_id = ""
        self.addItem("", "")
        for family, name in FAMILIES.items():
            self.addItem(name, family)
        self.setToolTip("非工程类的申请表多一栏“集体讨论认定”，申请函里也会写明；判断不对的请改选。")
        self.activated.connect(self._choose)

    def show_task(self, task_id: str, family: str) -> None:
        """Show what the papers of the task are printed as, and whether anybody chose it."""
        self._task_id = task_id
        chosen = settings.task_families(self._desk.ws).get(task_id, "")
        self.setItemText(0, "自动判断" if chosen else f"自动判断：{FAMILIES.get(family, '')}")
        self.setCurrentIndex(self.findData(chosen))
        self.setVisible(bool(family))

    def _choose(self) -> None:
        settings.choose_family(self._desk.ws, self._task_id, self.currentData())
        self._desk.tell(Changed(self._task_id))
