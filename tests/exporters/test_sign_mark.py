"""How a certificate signature looks: name, time, what it is; in grey and black, never as a seal."""

from datetime import datetime
from io import BytesIO

import pikepdf
import pypdfium2
import pytest

from exporters.fonts import font_set
from exporters.sign_mark import draw_mark

AT = datetime(2026, 11, 22, 9, 5)
FONTS = font_set(True)


def text_of(pdf: bytes) -> list[str]:
    with pypdfium2.PdfDocument(pdf) as document:
        return document[0].get_textpage().get_text_range().split("\r\n")


def test_it_says_who_when_and_what_it_is() -> None:
    assert text_of(draw_mark("李祎", AT, FONTS).pdf) == ["数字证书签名：李祎", "2026年11月22日 09:05"]


def test_it_is_drawn_without_colour() -> None:
    with pypdfium2.PdfDocument(draw_mark("李祎", AT, FONTS).pdf) as document:
        image = document[0].render(scale=4).to_pil().convert("RGB")
    assert all(max(colour) - min(colour) <= 2 for _, colour in image.getcolors(1 << 20) or ())  # type: ignore[arg-type, misc]


@pytest.mark.parametrize("name", ["甘南藏族自治州合作市" * 6, "王䶮𬭚\U0001f600"], ids=["long", "rare"])
def test_any_name_fits_and_its_fonts_are_embedded(name: str) -> None:
    mark = draw_mark(name, AT, FONTS)
    assert mark.width <= 170.5
    with pikepdf.open(BytesIO(mark.pdf)) as document:
        for font in document.pages[0].Resources.Font.values():
            if font.Subtype == "/TrueType":
                assert "/FontFile2" in font.FontDescriptor


def test_an_identity_number_in_a_certificates_name_is_not_printed_whole() -> None:
    [first, _] = text_of(draw_mark("李祎110101199001011234", AT, FONTS).pdf)
    assert first == "数字证书签名：李祎110101********1234"
