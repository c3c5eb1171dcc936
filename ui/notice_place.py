"""Where a notice is put out and who takes objections: the website, the publishing office, its telephone."""

from dataclasses import replace

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from data.domain.notice import Notice
from ui import layouts
from ui.parts import hint, section
from ui.theme import TOKENS


class PlaceCard(QWidget):
    """``show_value(notice)`` fills it, ``filled(notice)`` gives the notice with what it says; ``edited`` at changes."""

    edited = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.medium, self.address = QLineEdit(), QLineEdit()
        self.publisher, self.phone, self.contact = QLineEdit(), QLineEdit(), QLineEdit()
        self.medium.setPlaceholderText("如：县人民政府网站“通知公告”栏目")
        self.address.setPlaceholderText("网页地址（发布后填）")
        self.phone.setPlaceholderText("办公电话")
        self.contact.setPlaceholderText("可不填")
        contact = layouts.row(layouts.grow(self.phone), hint("联系人"), layouts.grow(self.contact))
        form = layouts.form(
            ("发布在哪里", self.medium),
            ("网址", self.address),
            ("公示单位", self.publisher),
            ("监督电话", contact),
            gap=TOKENS.gap_s,
        )
        layouts.fill(
            self, layouts.column(layouts.card(section("发布与联系"), form, gap=TOKENS.gap_s), margin=0)
        )
        for field in self._fields():
            field.textChanged.connect(lambda _text: self.edited.emit())

    def _fields(self) -> dict[QLineEdit, str]:
        return {
            self.medium: "medium",
            self.address: "address",
            self.publisher: "published_by",
            self.phone: "phone",
            self.contact: "contact",
        }

    def show_office(self, office: str) -> None:
        """The office publishes where nobody else is named."""
        self.publisher.setPlaceholderText(office)

    def show_value(self, notice: Notice) -> None:
        """Show what the notice says."""
        for field, name in self._fields().items():
            with QSignalBlocker(field):
                field.setText(getattr(notice, name))

    def filled(self, notice: Notice) -> Notice:
        """The notice with these fields as they stand on the screen."""
        return replace(notice, **{name: field.text().strip() for field, name in self._fields().items()})
