"""The sign-off tab (审签): the sign chain beside the forms that are signed, scanned back, or signed by certificate."""

from PySide6.QtWidgets import QWidget

from data import dossier
from ui import layouts
from ui.desk import Changed, Desk
from ui.side_by_side import SideBySide
from ui.sign_chain import SignChain
from ui.signed_forms import SignedForms


class SignOffTab(QWidget):
    """Sign one task's application: the chain on the left, its paper on the right."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._task_id = ""
        self.chain = SignChain(desk)
        self.forms = SignedForms(desk)
        for part in (self.chain.saved, self.forms.filed):
            part.connect(lambda: desk.tell(Changed(self._task_id)))
        layouts.fill(self, layouts.column(SideBySide(self.chain, self.forms, (560, 640))))

    def keep(self) -> bool:
        """Keep what was filled into the chain and not saved; True where something changed."""
        return self.chain.keep()

    def go_to(self, key: str, name: str) -> None:
        """Go to a place of the chain (name, on, anew) or to a signed form."""
        if name == "form":
            self.forms.go_to(key)
        else:
            self.chain.go_to(key, name)

    def show_task(self, task_id: str) -> None:
        """Show this task's chain and signed forms."""
        self._task_id = task_id
        case = dossier.case_of(self._desk.ws, task_id, read_bytes=False)
        self.chain.show_case(case)
        self.forms.show_states(task_id, case.forms)
