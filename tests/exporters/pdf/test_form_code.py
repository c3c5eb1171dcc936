from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest
import zxingcpp

from data.domain.form_code import PageCode, read_page_code
from exporters.forms import FORMS
from exporters.pdf.form_code import DROP, SIZE, WARNING
from exporters.pdf.measures import BOTTOM, LEFT, MM, PAGE_WIDTH, TYPE_WIDTH
from tests.factory_contents import sample_contents
from tests.pdf_reading import chars_of, page_count, text_of

CODE = "YWJ3-D7ZV-7P78-RGWP-7"
CONTENTS = sample_contents(codes={"form": CODE, "letter": CODE, "measures": CODE})
DPI = 150


@pytest.fixture
def form(tmp_path: Path) -> Path:
    return FORMS["form"].write(CONTENTS, tmp_path / "form.pdf").path


def codes_of(path: Path) -> list:
    with pypdfium2.PdfDocument(path) as document:
        pages = [page.render(scale=DPI / 72, grayscale=True).to_pil() for page in document]
    return [zxingcpp.read_barcodes(page) for page in pages]


def test_every_page_says_which_page_of_which_form_it_is(form: Path) -> None:
    total = page_count(form)
    assert total > 1
    for page, [barcode] in enumerate(codes_of(form), 1):
        assert read_page_code(barcode.text) == PageCode(
            CONTENTS.number, CONTENTS.version, "form", page, total, CODE
        )


def test_the_code_stands_on_the_inner_side_below_the_type_area(form: Path) -> None:
    for page, [barcode] in enumerate(codes_of(form), 1):
        left, right = (at * 72 / DPI for at in (barcode.position.top_left.x, barcode.position.top_right.x))
        inner = LEFT if page % 2 else LEFT + TYPE_WIDTH - SIZE
        assert left == pytest.approx(inner, abs=2) and right == pytest.approx(inner + SIZE, abs=2)
        assert 14 * MM <= SIZE <= 16 * MM and BOTTOM - DROP - SIZE > 10 * MM


def test_the_code_is_printed_in_words_with_what_it_is_not(form: Path) -> None:
    text = text_of(form)
    assert text.count(CODE) == text.count(WARNING) == page_count(form)
    assert "不是电子印章" in WARNING


def test_the_words_touch_neither_page_number_nor_edge(tmp_path: Path) -> None:
    long = replace(CONTENTS, titles={"form": "很长的标题" * 30})
    path = FORMS["form"].write(long, tmp_path / "long.pdf").path
    for page in range(page_count(path)):
        foot = [char for char in chars_of(path, page) if char.top < BOTTOM - DROP + 2]
        number = [char for char in foot if char.top - char.bottom > 9]
        assert all(char.left > LEFT - 1 and char.right < LEFT + TYPE_WIDTH + 1 for char in foot)
        assert all(char.right < PAGE_WIDTH for char in number)
        small = [char for char in foot if char not in number]
        assert CODE.replace("-", "")[:4] in "".join(char.text for char in small)


def test_same_contents_same_bytes(form: Path, tmp_path: Path) -> None:
    assert FORMS["form"].write(CONTENTS, tmp_path / "again.pdf").path.read_bytes() == form.read_bytes()


def test_a_form_without_a_code_carries_none(tmp_path: Path) -> None:
    path = FORMS["form"].write(replace(CONTENTS, codes={}), tmp_path / "plain.pdf").path
    assert codes_of(path) == [[]] * page_count(path) and WARNING not in text_of(path)


def test_a_lying_table_carries_its_code_too(tmp_path: Path) -> None:
    path = FORMS["measures"].write(CONTENTS, tmp_path / "measures.pdf").path
    assert all(len(found) == 1 for found in codes_of(path))
