"""Filling a page again while somebody works on it: a part is set only where what it was filled from has changed."""

from collections.abc import Callable
from typing import Any, TypeVar

from PySide6.QtWidgets import QAbstractButton, QLayout, QVBoxLayout, QWidget

from ui import layouts
from ui.fields import DateField

T = TypeVar("T")


class Filled:
    """What each part of a page was last filled from.

    A page is told to show its task again whenever anything was noted: a job ended, the day turned. What is being typed
    meanwhile (half a date, an open cell, the cursor in its place) stays as it is, since nothing of it has changed in the
    store.
    """

    def __init__(self) -> None:
        self._from: dict[str, object] = {}

    def fill(self, part: str, value: T, show: Callable[[T], object]) -> None:
        """Show ``value`` in a part, unless the part was filled from just this."""
        if part not in self._from or self._from[part] != value:
            self._from[part] = value
            show(value)

    def note(self, part: str, value: object) -> None:
        """What stands in a part is what is stored now: it was typed there and kept."""
        self._from[part] = value

    def of(self, part: str) -> Any:
        """What a part was filled from; None before."""
        return self._from.get(part)

    def forget(self) -> None:
        """Another task comes: every part is to be filled."""
        self._from.clear()


class UnreadDates:
    """Dates that could not be read, as they were typed, held for the one they were typed for until it is shown again."""

    def __init__(self) -> None:
        self._held: dict[str, str] = {}

    def hold(self, owner: str, field: DateField) -> str:
        """Another one comes into the field: hold what cannot be read; gives it where nobody was told of it yet."""
        self._held.pop(owner, "")
        if field.readable():
            return ""
        self._held[owner] = field.text().strip()
        return field.newly_unread()

    def show(self, owner: str, field: DateField) -> None:
        """Put back what was held for ``owner``, marked."""
        if held := self._held.get(owner):
            field.show_unread(held)


class Rebuilt(QWidget):
    """A place whose cards are made anew, the keyboard staying on the button or field it was on."""

    def __init__(self, gap: int) -> None:
        super().__init__()
        self._cards = QVBoxLayout()
        self._cards.setContentsMargins(0, 0, 0, 0)
        self._cards.setSpacing(gap)
        layouts.fill(self, self._cards)

    def show_cards(self, *cards: QWidget | None) -> None:
        """These cards instead of those before."""
        focus = self.window().focusWidget()
        was = focus if focus is not None and self.isAncestorOf(focus) else None
        old = [item.widget() for item in _items(self._cards)]
        for card in cards:
            if card is not None:
                self._cards.addWidget(card)
                card.show()
        if was is not None and (stand_in := _like(was, [card for card in cards if card is not None])):
            stand_in.setFocus()
        for card in old:
            self._cards.removeWidget(card)
            card.hide()
            card.deleteLater()


def _items(layout: QLayout):
    return [item for at in range(layout.count()) if (item := layout.itemAt(at)) is not None]


def _like(was: QWidget, cards: list[QWidget]) -> QWidget | None:
    """The part of the new cards that is what the old one was: of its kind, with its words; else of its kind."""
    parts = [part for card in cards for part in card.findChildren(type(was))]
    if isinstance(was, QAbstractButton):
        parts.sort(key=lambda part: part.text() != was.text())  # type: ignore[attr-defined]
    return next((part for part in parts if not part.isHidden() and part.isEnabled()), None)
