"""A form definition as the list of lines it is edited by (表单内容): from top to bottom as on paper, and what changes one line."""

from dataclasses import dataclass, replace

from data.domain.form_definition import (
    ENDS,
    FAMILIES,
    KINDS,
    NOTICE,
    REQUIRED_KINDS,
    ROWS,
    SIGNS,
    TABLE,
    TEXT,
    Column,
    FormDefinition,
    FormRow,
    Item,
    NoticeLayout,
    NoticeRow,
)

Part = Item | FormRow | Column | NoticeLayout | NoticeRow
_IN_LAYOUT = "layouts."
_KEPT = frozenset(kind for kinds in REQUIRED_KINDS.values() for kind in kinds)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the outline: in which list, at which place there, how deep it stands.

    The lists are ``body``, ``rows``, ``columns``, ``layouts``, and ``layouts.2`` for the rows of the third layout.
    """

    part: str
    at: int
    depth: int = 0


def outline(definition: FormDefinition) -> tuple[Line, ...]:
    """Every entry once, in the order of the paper: rows under their table, columns under theirs, a notice's layouts under it."""
    lines: list[Line] = []
    for at, item in enumerate(definition.body):
        lines.append(Line("body", at))
        if item.kind == ROWS:
            for number, row in enumerate(definition.rows):
                lines.append(Line("rows", number, 1))
                lines += _columns(definition, row.each, 2) if row.each != SIGNS else []
        elif item.kind == TABLE:
            lines += _columns(definition, item.each, 1)
        elif item.kind == NOTICE:
            for number, layout in enumerate(definition.layouts):
                lines.append(Line("layouts", number, 1))
                lines += (Line(f"{_IN_LAYOUT}{number}", row, 2) for row in range(len(layout.rows)))
    return tuple(dict.fromkeys(lines))


def _columns(definition: FormDefinition, each: str, depth: int) -> list[Line]:
    if not each:
        return []
    return [Line("columns", at, depth) for at, c in enumerate(definition.columns) if c.each == each]


def parts_of(definition: FormDefinition, name: str) -> tuple[Part, ...]:
    """The list of that name."""
    if name.startswith(_IN_LAYOUT):
        return definition.layouts[int(name.removeprefix(_IN_LAYOUT))].rows
    return getattr(definition, name)


def layout_at(definition: FormDefinition, line: Line) -> NoticeLayout | None:
    """The notice's layout a line stands in, where it stands in one."""
    part, _, at = line.part.partition(".")
    return definition.layouts[int(at or line.at)] if part == "layouts" else None


def _with(definition: FormDefinition, name: str, parts: list[Part]) -> FormDefinition:
    if name.startswith(_IN_LAYOUT):
        layouts, at = list(definition.layouts), int(name.removeprefix(_IN_LAYOUT))
        layouts[at] = replace(layouts[at], rows=tuple(parts))  # pyright: ignore[reportArgumentType]
        return replace(definition, layouts=tuple(layouts))
    return replace(definition, **{name: tuple(parts)})


def entry(definition: FormDefinition, line: Line) -> Part:
    """What stands on a line."""
    return parts_of(definition, line.part)[line.at]


def named(part: Part) -> str:
    """What a line is called in the list: its label, else what it is."""
    match part:
        case FormRow(each="measures"):
            return "逐条列出整改措施"
        case FormRow() | NoticeRow():
            return part.label.replace("\n", "")
        case NoticeLayout():
            return part.name
        case Column():
            return part.heading.replace("\n", "")
        case Item():
            said = f"{part.lead}{part.text}".replace("\n", "")
            return said or KINDS[part.kind]


def changed(definition: FormDefinition, line: Line, part: Part) -> FormDefinition:
    """The definition with another entry on that line."""
    parts = list(parts_of(definition, line.part))
    parts[line.at] = part
    return _with(definition, line.part, parts)


def removed(definition: FormDefinition, line: Line) -> FormDefinition:
    """The definition without that line."""
    parts = list(parts_of(definition, line.part))
    del parts[line.at]
    return _with(definition, line.part, parts)


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
    """The definition with a new line of the same kind under this one, and that line; under a table's head, its first.

    Under the notice it is a layout that begins as the first one does.
    """
    part, below = entry(definition, line), replace(line, at=line.at + 1)
    match part:
        case Item(kind="rows"):
            return _inserted(definition, Line("rows", 0, 1), FormRow(label="新栏目"))
        case Item(kind="notice"):
            new = replace(definition.layouts[0], key="own", name="新表式")
            return _inserted(definition, Line("layouts", len(definition.layouts), 1), new)
        case NoticeLayout():
            return _inserted(definition, Line(f"{_IN_LAYOUT}{line.at}", 0, 2), NoticeRow("新栏目"))
        case NoticeRow():
            return _inserted(definition, below, NoticeRow("新栏目"))
        case FormRow():
            return _inserted(definition, below, FormRow(label="新栏目", width=part.width))
        case Column():
            return _inserted(definition, below, Column(part.each, "新的一列", width=part.width))
        case Item():
            new = Item(TEXT, "新的一段", style=part.style if part.kind in (TEXT, ENDS) else "body")
            return _inserted(definition, below, new)


def _inserted(definition: FormDefinition, line: Line, part: Part) -> tuple[FormDefinition, Line]:
    parts = list(parts_of(definition, line.part))
    for name in ("label", "key", "name"):  # what may stand once only
        if isinstance(part, (FormRow, NoticeRow, NoticeLayout)) and hasattr(part, name):
            free = _free(getattr(part, name), {getattr(other, name) for other in parts})
            part = replace(part, **{name: free})
    parts.insert(line.at, part)
    return _with(definition, line.part, parts), line


def _free(wanted: str, taken: set[str]) -> str:
    """The word itself, else with the first number that makes it another's no more."""
    return next(free for n in range(len(taken) + 1) if (free := f"{wanted}{n or ''}") not in taken)


def removable(definition: FormDefinition, line: Line) -> bool:
    """Whether a line can be taken out here: what a form is made for cannot, texts, rows and columns can."""
    part = entry(definition, line)
    match part:
        case Item():
            return part.kind not in _KEPT
        case FormRow():
            return not part.each
        case NoticeLayout() | NoticeRow():
            return len(parts_of(definition, line.part)) > 1
        case Column():
            return sum(column.each == part.each for column in definition.columns) > 1


def for_families(part: Part) -> tuple[str, ...]:
    """The families a line is printed for."""
    return getattr(part, "families", tuple(FAMILIES))
