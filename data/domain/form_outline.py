"""A form definition as the list of lines it is edited by (表单内容): from top to bottom as on paper, and what changes one line."""

from dataclasses import dataclass, replace

from data.domain.form_definition import (
    ENDS,
    FAMILIES,
    KINDS,
    ROWS,
    SIGNATURE,
    SIGNS,
    TABLE,
    TEXT,
    Column,
    FormDefinition,
    FormRow,
    Item,
)

Part = Item | FormRow | Column


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the outline: in which list (body, rows, columns), at which place there, how deep it stands."""

    part: str
    at: int
    depth: int = 0


def outline(definition: FormDefinition) -> tuple[Line, ...]:
    """Every entry once, in the order of the paper: rows under their table, columns under the table they belong to."""
    lines: list[Line] = []
    for at, item in enumerate(definition.body):
        lines.append(Line("body", at))
        if item.kind == ROWS:
            for number, row in enumerate(definition.rows):
                lines.append(Line("rows", number, 1))
                lines += _columns(definition, row.each, 2) if row.each != SIGNS else []
        elif item.kind == TABLE:
            lines += _columns(definition, item.each, 1)
    return tuple(dict.fromkeys(lines))


def _columns(definition: FormDefinition, each: str, depth: int) -> list[Line]:
    if not each:
        return []
    return [Line("columns", at, depth) for at, c in enumerate(definition.columns) if c.each == each]


def entry(definition: FormDefinition, line: Line) -> Part:
    """What stands on a line."""
    return getattr(definition, line.part)[line.at]


def named(part: Part) -> str:
    """What a line is called in the list: its label, else what it is."""
    match part:
        case FormRow(each="measures"):
            return "逐条列出整改措施"
        case FormRow():
            return part.label.replace("\n", "")
        case Column():
            return part.heading.replace("\n", "")
        case Item():
            said = f"{part.lead}{part.text}".replace("\n", "")
            return said or KINDS[part.kind]


def changed(definition: FormDefinition, line: Line, part: Part) -> FormDefinition:
    """The definition with another entry on that line."""
    parts = list(getattr(definition, line.part))
    parts[line.at] = part
    return replace(definition, **{line.part: tuple(parts)})


def removed(definition: FormDefinition, line: Line) -> FormDefinition:
    """The definition without that line."""
    parts = list(getattr(definition, line.part))
    del parts[line.at]
    return replace(definition, **{line.part: tuple(parts)})


def moved(definition: FormDefinition, line: Line, by: int) -> tuple[FormDefinition, Line]:
    """The definition with the line one place up (-1) or down (1) among its like, and where it then stands."""
    like = [other for other in outline(definition) if _alike(definition, line, other)]
    at = like.index(line) + by
    if not 0 <= at < len(like):
        return definition, line
    other = like[at]
    mine, theirs = entry(definition, line), entry(definition, other)
    swapped = changed(changed(definition, line, theirs), other, mine)
    return swapped, replace(line, at=other.at)


def _alike(definition: FormDefinition, line: Line, other: Line) -> bool:
    """Whether two lines stand in the same list, so that one may take the other's place."""
    if line.part != other.part:
        return False
    if line.part != "columns":
        return True
    return entry(definition, line).each == entry(definition, other).each  # pyright: ignore[reportAttributeAccessIssue]


def added(definition: FormDefinition, line: Line) -> tuple[FormDefinition, Line]:
    """The definition with a new line of the same kind under this one, and that line; under a table's head, its first."""
    part = entry(definition, line)
    match part:
        case Item(kind="rows"):
            return _inserted(definition, Line("rows", 0, 1), FormRow(label="新栏目"))
        case FormRow():
            return _inserted(
                definition, replace(line, at=line.at + 1), FormRow(label="新栏目", width=part.width)
            )
        case Column():
            new = Column(part.each, "新的一列", width=part.width)
            return _inserted(definition, replace(line, at=line.at + 1), new)
        case Item():
            new = Item(TEXT, "新的一段", style=part.style if part.kind in (TEXT, ENDS) else "body")
            return _inserted(definition, replace(line, at=line.at + 1), new)


def _inserted(definition: FormDefinition, line: Line, part: Part) -> tuple[FormDefinition, Line]:
    parts = list(getattr(definition, line.part))
    parts.insert(line.at, part)
    label = getattr(part, "label", "")
    if isinstance(part, FormRow):  # every label stands once
        taken = {row.label for row in definition.rows}
        free = next(f"{label}{n or ''}" for n in range(len(taken) + 1) if f"{label}{n or ''}" not in taken)
        parts[line.at] = replace(part, label=free)
    return replace(definition, **{line.part: tuple(parts)}), line


def removable(definition: FormDefinition, line: Line) -> bool:
    """Whether a line can be taken out here: tables and signatures cannot, texts, rows and columns can."""
    part = entry(definition, line)
    if isinstance(part, Item):
        return part.kind not in (ROWS, TABLE, SIGNATURE)
    if isinstance(part, FormRow):
        return not part.each
    return sum(column.each == part.each for column in definition.columns) > 1


def for_families(part: Part) -> tuple[str, ...]:
    """The families a line is printed for."""
    return getattr(part, "families", tuple(FAMILIES))
