"""What a desk's own records say of a package somebody hands over (来源)."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Origin:
    """One sentence; ``other`` where the desk sent something else under the same number and version."""

    text: str = ""
    other: bool = False
