"""Which cell styles of a workbook show a number as something a person reads differently: 2022.10, 80%."""

import re
from dataclasses import dataclass

from defusedxml.ElementTree import fromstring

from data.intake.xml_steps import attribute, child, children

_BUILT_IN_DECIMALS = ("2", "4", "39", "40")
_BUILT_IN_PERCENTS = ("9", "10")
"""Formats known by number alone: 0.00 and #,##0.00 and their kin; 0% and 0.00% (ECMA-376 part 1, 18.8.30)."""

_TWO_DECIMALS = re.compile(r"[#,]*0\.00(?![0#%E])")
_PERCENT = re.compile(r"[#0.]+%")


@dataclass(frozen=True, slots=True)
class ShownStyles:
    """The indexes of the cell formats that show two decimals, and of those that show a percentage."""

    two_decimals: frozenset[int] = frozenset()
    percents: frozenset[int] = frozenset()

    def text(self, style: int, value: float) -> str | None:
        """The number as shown, where that says more than the number: 2022.1 as 2022.10 (October), 0.8 as 80%."""
        if style in self.percents and abs(value) < 1e6:
            return f"{round(value * 100, 2):g}%"
        hundredths = value * 100
        if (
            style in self.two_decimals
            and 1900 < value < 2100
            and value % 1
            and abs(hundredths - round(hundredths)) < 1e-6
        ):
            return f"{value:.2f}"
        return None


def shown_styles(styles_xml: bytes) -> ShownStyles:
    """Read the styles part of a workbook."""
    root = fromstring(styles_xml, forbid_dtd=True)
    decimals: set[str] = set(_BUILT_IN_DECIMALS)
    percents: set[str] = set(_BUILT_IN_PERCENTS)
    for own in children(child(root, "numFmts"), "numFmt"):
        code = attribute(own, "formatCode")
        if _TWO_DECIMALS.match(code):
            decimals.add(attribute(own, "numFmtId"))
        elif _PERCENT.match(code):
            percents.add(attribute(own, "numFmtId"))
    formats = [attribute(style, "numFmtId") for style in children(child(root, "cellXfs"), "xf")]
    return ShownStyles(
        two_decimals=frozenset(index for index, number in enumerate(formats) if number in decimals),
        percents=frozenset(index for index, number in enumerate(formats) if number in percents),
    )
