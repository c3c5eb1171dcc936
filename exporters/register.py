"""The register of closed tasks (销号登记簿) as a workbook, for printing and filing."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from data import words
from data.domain.profile import Profile
from data.domain.register import Entry
from exporters.xlsx import SheetOfText, write_workbook

_TITLE = "整改任务销号登记簿"


def write_register(path: Path, entries: Sequence[Entry], profile: Profile, today: date) -> None:
    """Write the register whole or not at all: a row a task, a column for each level's request and acceptance."""
    many = len(profile.needed_levels) > 1
    head: list[tuple[str, float]] = [
        ("序号", 6),
        ("任务编号", 9),
        ("反馈问题", 44),
        ("牵头单位", 18),
        ("申请包", 26),
        ("自验日期", 13),
    ]
    for level in profile.needed_levels:
        title = level.title if many else ""
        head += [(f"申请{title}验收", 13), (f"{title}验收同意", 13), (f"{title}验收单位", 18)]
    head += [("公示期满", 13), ("销号日期", 13), ("销号单位", 16), ("文件", 30), ("回头看", 34)]
    rows = [_row(at, entry) for at, entry in enumerate(entries, 1)]
    write_workbook(path, SheetOfText(_TITLE, _TITLE, tuple(head), rows), today)


def _row(at: int, entry: Entry) -> list[str]:
    row = [str(at), entry.number, entry.finding, entry.lead_unit, entry.package, words.day(entry.verified_on)]
    for level in entry.levels:
        row += [words.day(level.requested_on), words.day(level.accepted_on), level.by or level.rule.who]
    return [
        *row,
        words.day(entry.noticed_on),
        words.day(entry.closed.on),
        entry.closed.by,
        "\n".join(entry.documents),
        "\n".join(words.look_text(look) for look in entry.looks),
    ]
