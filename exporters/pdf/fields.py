"""Fields to be filled in on the screen (AcroForm): text fields and tick boxes laid over the cells of a table.

The page below them is printed as ever. A field's own text is set by the viewer, in a Song font it names and does not carry:
any Chinese viewer has one, and what is typed stays readable as text when the page is printed to PDF.
"""

from __future__ import annotations

from dataclasses import dataclass

from reportlab.pdfbase.pdfdoc import (
    PDFArray,
    PDFDictionary,
    PDFDocument,
    PDFName,
    PDFObjectReference,
    PDFString,
)
from reportlab.pdfgen.canvas import Canvas

from exporters.fonts import FontSet
from exporters.pdf.lines import put_lines, set_lines
from exporters.pdf.measures import CELL, RULE
from exporters.pdf.table import Cell, Rect, Table

_INSET = 2.0
_BOX = 12.0
_STROKE = 1.5
_UNSEEN = 3  # a way of drawing text that leaves no ink
_HIDDEN, _PRINTED = 2, 4
_READ_ONLY, _LINES, _ONE_OF = 1 << 0, 1 << 12, 1 << 15
_FONT = "Song"


@dataclass(frozen=True, slots=True)
class Field:
    """One field: the name a viewer tells, and what stands in it at first.

    ``lines``: several lines, set smaller where they would not fit. ``tick``: a tick box, one of those of the same name, and
    what its tick means. ``stored``: out of sight and read-only, so that the file itself says what the cell prints.
    """

    name: str
    value: str = ""
    lines: bool = False
    tick: str = ""
    stored: bool = False


@dataclass(frozen=True, slots=True)
class FieldCell(Cell):
    """A cell with a field over it."""

    field: Field = Field("")


class FieldTable(Table):
    """A table some of whose cells are ``FieldCell``s; they keep their order for the Tab key."""

    def draw(self, canvas: Canvas, x: float, top: float, width: float, fonts: FontSet) -> None:
        """Draw the table, then lay the fields over it."""
        super().draw(canvas, x, top, width, fonts)
        for cell, rect in self.places(x, top, fonts):
            if isinstance(cell, FieldCell):
                _put(canvas, cell.field, rect, fonts)


def _put(canvas: Canvas, field: Field, rect: Rect, fonts: FontSet) -> None:
    left, bottom, right, top = rect
    if field.tick:
        x, y = (left + right - _BOX) / 2, (bottom + top - _BOX) / 2
        canvas.setLineWidth(RULE)
        canvas.rect(x, y, _BOX, _BOX)
        _put_tick(canvas, field, (x, y, x + _BOX, y + _BOX), fonts)
    else:
        _put_text(canvas, field, (left + _INSET, bottom + _INSET, right - _INSET, top - _INSET), fonts)


def _put_text(canvas: Canvas, field: Field, rect: Rect, fonts: FontSet) -> None:
    size = 0 if field.lines else 12  # 0: the viewer makes it smaller rather than hide what was written
    flags = _READ_ONLY * field.stored | _LINES * field.lines
    said = {
        **_widget(rect, _HIDDEN if field.stored else _PRINTED),
        "FT": PDFName("Tx"),
        "T": PDFString(field.name),
        "TU": PDFString(field.name),
        "Ff": flags,
        "V": PDFString(field.value),
        "DA": PDFString(f"/{_FONT} {size} Tf 0 g"),
    }
    if field.value and not field.stored:
        said["AP"] = PDFDictionary({"N": _appearance(canvas, field, rect, fonts)})
    _form(canvas).own.sequence.append(_added(canvas, said))


def _put_tick(canvas: Canvas, field: Field, rect: Rect, fonts: FontSet) -> None:
    group = _form(canvas).group(canvas, field.name)
    states = {
        field.tick: _box(canvas, True, fonts),
        "Off": _box(canvas, False, fonts),
    }
    said = {
        **_widget(rect, _PRINTED),
        "Parent": group.place,
        "AS": PDFName("Off"),
        "MK": PDFDictionary({"CA": PDFString("4")}),
        "DA": PDFString("/ZaDb 0 Tf 0 g"),
        "AP": PDFDictionary({"N": PDFDictionary(states)}),
    }
    group.kids.sequence.append(_added(canvas, said))


def _widget(rect: Rect, flags: int) -> dict[str, object]:
    return {
        "Type": PDFName("Annot"),
        "Subtype": PDFName("Widget"),
        "Rect": PDFArray([round(edge, 2) for edge in rect]),
        "F": flags,
    }


def _added(canvas: Canvas, said: dict[str, object]) -> PDFObjectReference:
    """Put the field on the page being drawn; gives back the reference to it."""
    name = f"field{_form(canvas).next()}"
    canvas._addAnnotation(PDFDictionary(said), name)  # pyright: ignore[reportAttributeAccessIssue]
    return _document(canvas).refAnnotation(name)


def _appearance(canvas: Canvas, field: Field, rect: Rect, fonts: FontSet) -> PDFObjectReference:
    """The field's first text in the middle of its height, drawn in our own font until somebody changes it."""
    wide, high = rect[2] - rect[0], rect[3] - rect[1]
    name = f"value{_form(canvas).next()}"
    canvas.beginForm(name, 0, 0, wide, high)
    lines = set_lines(((field.value, ""),), wide - 2 * _INSET, CELL, fonts)
    put = canvas.beginText()
    put_lines(put, lines, _INSET, (high + len(lines) * CELL.leading) / 2, CELL)
    canvas.drawText(put)
    canvas.endForm()
    return PDFObjectReference(_document(canvas).getXObjectName(name))


def _box(canvas: Canvas, ticked: bool, fonts: FontSet) -> PDFObjectReference:
    """What a tick box shows: a drawn tick with its sign as text behind it, for whoever reads the page as text; or nothing."""
    name = "ticked" if ticked else "unticked"
    if not _document(canvas).hasForm(name):
        canvas.beginForm(name, 0, 0, _BOX, _BOX)
        if ticked:
            put = canvas.beginText()
            put.setTextRenderMode(_UNSEEN)
            put_lines(put, set_lines((("√", ""),), _BOX, CELL, fonts), 0, _BOX, CELL)
            canvas.drawText(put)
            canvas.setLineWidth(_STROKE)
            canvas.lines([(2.5, 6, 5, 3), (5, 3, 10, 10)])
        canvas.endForm()
    return PDFObjectReference(_document(canvas).getXObjectName(name))


# ---------------------------------------------------------------- the form as a whole


class _Group:
    """Tick boxes of which one at most is ticked."""

    def __init__(self, place: PDFObjectReference, kids: PDFArray) -> None:
        self.place, self.kids = place, kids


class _Form(PDFDictionary):
    """The document's form: its fields in order, the groups by name, the font they are filled in with."""

    def __init__(self) -> None:
        self.own = PDFArray([])
        self._groups: dict[str, _Group] = {}
        self._count = 0
        fonts = PDFDictionary({_FONT: _song(), "ZaDb": _marks()})
        super().__init__(
            {
                "Fields": self.own,
                "DR": PDFDictionary({"Font": fonts}),
                "DA": PDFString(f"/{_FONT} 12 Tf 0 g"),
            }
        )

    def next(self) -> int:
        """A number not given before."""
        self._count += 1
        return self._count

    def group(self, canvas: Canvas, name: str) -> _Group:
        """The group of that name, made where there is none yet."""
        if name not in self._groups:
            kids = PDFArray([])
            said = {
                "FT": PDFName("Btn"),
                "Ff": _ONE_OF,
                "T": PDFString(name),
                "TU": PDFString(name),
                "V": PDFName("Off"),
                "Kids": kids,
            }
            place = _document(canvas).Reference(PDFDictionary(said))
            self.own.sequence.append(place)
            self._groups[name] = _Group(place, kids)
        return self._groups[name]


def _form(canvas: Canvas) -> _Form:
    catalog = vars(_document(canvas))["Catalog"]
    found = getattr(catalog, "AcroForm", None)
    if found is None:
        found = catalog.AcroForm = _Form()
    return found


def has_fields(document: PDFDocument) -> bool:
    """Whether the document is a form to be filled in."""
    return getattr(vars(document)["Catalog"], "AcroForm", None) is not None


def _document(canvas: Canvas) -> PDFDocument:
    return vars(canvas)["_doc"]


def _song() -> PDFDictionary:
    """The Song font every Chinese viewer brings, by the encoding that says of itself which characters it means."""
    described = PDFDictionary(
        {
            "Type": PDFName("FontDescriptor"),
            "FontName": PDFName("STSong-Light"),
            "Flags": 6,
            "FontBBox": PDFArray([-25, -254, 1000, 880]),
            "ItalicAngle": 0,
            "Ascent": 880,
            "Descent": -120,
            "CapHeight": 626,
            "StemV": 58,
        }
    )
    letters = PDFDictionary(
        {
            "Type": PDFName("Font"),
            "Subtype": PDFName("CIDFontType0"),
            "BaseFont": PDFName("STSong-Light"),
            "CIDSystemInfo": PDFDictionary(
                {"Registry": PDFString("Adobe"), "Ordering": PDFString("GB1"), "Supplement": 4}
            ),
            "DW": 1000,
            "W": PDFArray([1, 95, 500, 814, 939, 500]),
            "FontDescriptor": described,
        }
    )
    return PDFDictionary(
        {
            "Type": PDFName("Font"),
            "Subtype": PDFName("Type0"),
            "BaseFont": PDFName("STSong-Light"),
            "Encoding": PDFName("UniGB-UCS2-H"),
            "DescendantFonts": PDFArray([letters]),
        }
    )


def _marks() -> PDFDictionary:
    return PDFDictionary(
        {"Type": PDFName("Font"), "Subtype": PDFName("Type1"), "BaseFont": PDFName("ZapfDingbats")}
    )
