"""Where a visible signature goes: in its role's row or beside the date, on empty paper, on real forms."""

from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest
from PIL import ImageChops, ImageStat
from reportlab.pdfgen.canvas import Canvas

from data.domain.errors import UserError
from data.domain.form_definition import SIGNABLE_KEYS
from exporters.fonts import font_set
from exporters.forms import FORMS
from exporters.pades import Signing, sign_pdf
from exporters.sign_mark import draw_mark
from exporters.sign_place import Place, _marks, find_place
from tests.factory_certificates import NOW, PASSWORD, certificate
from tests.factory_contents import long_contents, sample_contents

CODES = {"form": "YWJ3-D7ZV-7P78-RGWP-7", "letter": "J4N9-A76Z-NQ7P-AJ8B-Q"}
MARK = draw_mark("李祎", NOW, font_set(True))
SIZE = (MARK.width, MARK.height)


def printed(key: str, folder: Path, contents=None) -> Path:
    contents = replace(contents or sample_contents(), codes=CODES)
    return FORMS[key].write(contents, folder / f"{key}.pdf", font_set(True)).path


def clear(path: Path, place: Place) -> bool:
    """Whether the place is plain white on the rendered page."""
    with pypdfium2.PdfDocument(path) as document:
        page = document[place.page]
        page.set_rotation(0)  # as it lies in the file, where the place is counted
        image = page.render(scale=2, grayscale=True).to_pil()  # type: ignore[arg-type]
        left, bottom, right, top = place.box
        height = page.get_height()
        assert min(left, bottom) >= 0 and right <= page.get_width() and top <= height
        return image.crop((left * 2, (height - top) * 2, right * 2, (height - bottom) * 2)).getextrema() == (
            255,
            255,
        )


def above(path: Path, place: Place, words: str) -> bool:
    """Whether these words stand right under the place."""
    with pypdfium2.PdfDocument(path) as document:
        _, bottom, right, _ = place.box
        text = document[place.page].get_textpage().get_text_bounded(0, bottom - 22, right + 10, bottom)
    return words in text.replace(" ", "").replace("\u3000", "")


@pytest.mark.parametrize("contents", [sample_contents(), long_contents()], ids=["sample", "long"])
def test_each_role_has_its_place_in_its_own_row(tmp_path: Path, contents) -> None:
    path = printed("form", tmp_path, contents)
    signed = {sign.role: sign for sign in contents.signs}
    for role, title in contents.sign_roles:
        place = find_place(path, SIZE, title)
        assert clear(path, place)
        if role in signed:
            assert above(path, place, signed[role].name[-3:]), title


@pytest.mark.parametrize("contents", [sample_contents(), long_contents()], ids=["sample", "long"])
def test_the_letter_is_signed_beside_its_date(tmp_path: Path, contents) -> None:
    path = printed("letter", tmp_path, contents)
    place = find_place(path, SIZE, "")
    assert clear(path, place)
    with pypdfium2.PdfDocument(path) as document:
        page = document[place.page]
        _, bottom, right, top = place.box
        beside = page.get_textpage().get_text_bounded(right, bottom - 30, page.get_width(), top + 30)
    assert "2025年1月9日" in beside


@pytest.mark.parametrize("contents", [sample_contents(), long_contents()], ids=["sample", "long"])
@pytest.mark.parametrize("key", SIGNABLE_KEYS)
def test_every_form_that_is_signed_has_an_empty_place_on_its_paper(
    tmp_path: Path, key: str, contents
) -> None:
    path = printed(key, tmp_path, contents)
    place = find_place(path, SIZE, "")
    assert clear(path, place)
    assert place.turn == (90 if key == "measures" else 0)


def test_a_mark_on_a_page_lying_on_its_side_is_read_upright(tmp_path: Path) -> None:
    key, _ = certificate(tmp_path)
    signed = tmp_path / "signed.pdf"
    sign_pdf(printed("measures", tmp_path), signed, key, PASSWORD, Signing("审签", NOW, ""))
    with pypdfium2.PdfDocument(signed) as document:
        document.init_forms()
        place = find_place(signed, SIZE, "")  # beside the first, clear of it
        assert clear(signed, place)
        page = document[0]
        [rect] = _marks(page)
        left, bottom, right, top = (round(at) for at in rect)
        assert top - bottom > right - left  # tall in the file, wide as seen
        page.set_rotation(0)
        seen = page.render(scale=4, grayscale=True).to_pil()  # type: ignore[arg-type]
        height = round(page.get_height())
        shown = seen.crop((left * 4, (height - top) * 4, right * 4, (height - bottom) * 4)).rotate(
            -90, expand=True
        )
    upright = pypdfium2.PdfDocument(draw_mark("李祎", NOW.astimezone(), font_set()).pdf)[0]
    wanted = upright.render(scale=4, grayscale=True).to_pil().resize(shown.size)  # type: ignore[arg-type]
    apart = ImageStat.Stat(ImageChops.difference(shown, wanted)).mean[0]
    turned = ImageStat.Stat(ImageChops.difference(shown.rotate(180), wanted)).mean[0]
    assert apart * 1.2 < turned  # scaled to whole points, so never the very same picture


def test_a_role_the_form_has_not_and_a_paper_without_date_go_to_the_lower_right(tmp_path: Path) -> None:
    path = tmp_path / "plain.pdf"
    canvas = Canvas(str(path))
    canvas.drawString(100, 700, "nothing to sign here")
    canvas.save()
    place = find_place(path, SIZE, "没有的职务")
    assert place.page == 0 and place.box[0] > 300 and place.box[1] < 100 and clear(path, place)


def test_a_full_page_has_no_place_and_says_so(tmp_path: Path) -> None:
    path = tmp_path / "full.pdf"
    canvas = Canvas(str(path))
    for at in range(0, 840, 8):
        canvas.drawString(0, at, "x" * 120)
    canvas.save()
    with pytest.raises(UserError, match="没有空处"):
        find_place(path, SIZE, "")
