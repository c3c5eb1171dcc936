"""Sheets that hold part of a list (措施清单, 责任清单): columns of a task list and numbers, but no findings."""

from data.intake.columns import dictionary, match_header, normalise_header
from data.intake.headers import (
    BESIDE_FINDING,
    LONG_HEADER,
    SCANNED_ROWS,
    Header,
    header_at,
    looks_like_header,
)
from data.intake.sheet import Sheet

_ANNEX_ROWS = 12
_OF_ANNEX = frozenset(
    {"finding", "goal", "measures", "deadline", "units", "lead_unit", "supporting_units", "acceptance_unit"}
    | {"responsible_person", "leader_in_charge", "measure_deadline", "measure_units"}
)


def is_part_of_list(sheet: Sheet) -> bool:
    """Whether a sheet without findings has columns of a task list all the same (a list of measures or duties kept apart)."""
    for row in range(min(sheet.height, SCANNED_ROWS)):
        cells = sheet.present(row)
        found = {
            match.field for _, text in cells if len(text) <= LONG_HEADER and (match := match_header(text))
        }
        if "number" in found and len(found & BESIDE_FINDING) >= 3 and looks_like_header(cells):
            return True
    return False


def annex_header(sheet: Sheet) -> Header | None:
    """The header of a sheet with a number column and at least one more of a task list; None for statistics and anything else."""
    statistic = dictionary().other_sheets["statistic_headers"]
    for row in range(min(sheet.height, _ANNEX_ROWS)):
        cells = sheet.present(row)
        if len(cells) < 2 or any(len(text) > LONG_HEADER for _, text in cells):
            continue
        found = [match for _, text in cells if (match := match_header(text))]
        fields = {match.field for match in found}
        if "number" not in fields or len(found) * 5 < len(cells) * 4 or not fields & _OF_ANNEX:
            continue
        if any(normalise_header(text) in statistic for _, text in cells):
            return None
        return header_at(sheet, (row,))
    return None
