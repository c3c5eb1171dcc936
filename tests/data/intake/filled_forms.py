"""Our PDF form as viewers fill it in: through PDFium's own form filler, by mouse and typing, as Chrome and Edge do."""

import ctypes
from collections.abc import Mapping
from pathlib import Path

import pypdfium2
import pypdfium2.raw as raw

ACCEPT, RETURN = 0, 1


def fill(
    source: Path, target: Path, given: Mapping[str, str], tick: int | None = None, flat: bool = False
) -> Path:
    """Type ``given`` into the fields of these names, tick one box, save; ``flat`` prints it to PDF instead."""
    with pypdfium2.PdfDocument(source.read_bytes()) as document:
        document.init_forms()
        for page in document:
            _fill_page(document.formenv, page, given, tick)
            if flat:
                raw.FPDFPage_Flatten(page, raw.FLAT_PRINT)
        document.save(target)
    return target


def _fill_page(form: object, page: pypdfium2.PdfPage, given: Mapping[str, str], tick: int | None) -> None:
    boxes = 0
    for at in range(raw.FPDFPage_GetAnnotCount(page)):
        name, x, y, ticks = _place(form, page, at)
        wanted = boxes == tick if ticks else name in given
        boxes += ticks
        if not wanted:
            continue
        for event in (raw.FORM_OnMouseMove, raw.FORM_OnLButtonDown, raw.FORM_OnLButtonUp):
            event(form, page, 0, x, y)
        if not ticks:
            raw.FORM_SelectAllText(form, page)
            text = given[name]
            raw.FORM_ReplaceSelection(form, page, (ctypes.c_ushort * (len(text) + 1))(*map(ord, text), 0))
    raw.FORM_ForceToKillFocus(form)


def _place(form: object, page: pypdfium2.PdfPage, at: int) -> tuple[str, float, float, bool]:
    note = raw.FPDFPage_GetAnnot(page, at)
    box = raw.FS_RECTF()
    raw.FPDFAnnot_GetRect(note, box)
    length = raw.FPDFAnnot_GetFormFieldName(form, note, None, 0)
    buffer = (ctypes.c_ushort * (length // 2))()
    raw.FPDFAnnot_GetFormFieldName(form, note, buffer, length)
    ticks = raw.FPDFAnnot_GetFormFieldType(form, note) == raw.FPDF_FORMFIELD_RADIOBUTTON
    raw.FPDFPage_CloseAnnot(note)
    name = bytes(buffer).decode("utf-16-le").rstrip("\0")
    return name, (box.left + box.right) / 2, (box.bottom + box.top) / 2, ticks
