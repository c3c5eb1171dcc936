"""How wide the columns of a form's tables are on its page (栏宽), in points: one sum for the printer and for the check."""

from collections.abc import Sequence

from data.domain.form_definition import FormDefinition

MM = 72 / 25.4
TYPE_WIDTH = 156 * MM  # 版心
TYPE_HEIGHT = 225 * MM
TABLE_SIZE = 12.0  # 小4号
SMALL_SIZE = 10.5  # 五号
CELL_PADDING = 4.0


def type_width(definition: FormDefinition) -> float:
    """The width of the type area as the form's pages stand."""
    return TYPE_HEIGHT if definition.lying else TYPE_WIDTH


def table_widths(definition: FormDefinition, each: str) -> tuple[float, ...]:
    """The columns of a table that goes through ``each``, in proportion, as wide together as the type area."""
    return _shares([column.width for column in definition.columns_of(each)], type_width(definition))


def rows_widths(definition: FormDefinition) -> tuple[float, ...]:
    """The columns of the rows table (栏目表): those of the measures, or labels and texts, twice where rows are halves."""
    if definition.by_measure:
        return table_widths(definition, "measures")
    across, label = type_width(definition), definition.label_width
    if any(row.width == "half" for row in definition.rows):
        half = across / 2 - label
        return label, half, label, half
    return label, across - label


def least_width(size: float) -> float:
    """The narrowest a column of that type size may be: two characters side by side."""
    return 2 * size + 2 * CELL_PADDING


def _shares(widths: Sequence[float], whole: float) -> tuple[float, ...]:
    total = sum(widths)
    return tuple(width * whole / total for width in widths)
