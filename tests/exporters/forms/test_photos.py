from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

import pytest
from PIL import Image

from data.domain.model import Evidence
from data.form_definitions import bundled_forms
from exporters.fonts import font_set
from exporters.forms import photo_form
from exporters.pdf.pictures import load_picture
from tests.factory_contents import sample_contents
from tests.pdf_reading import joined, page_count

FONTS = font_set(True)


def photo(size: tuple[int, int] = (1600, 1200), orientation: int = 1, colour: str = "steelblue") -> BytesIO:
    image = Image.new("RGB", size, colour)
    exif = Image.Exif()
    exif[0x0112] = orientation
    target = BytesIO()
    image.save(target, "JPEG", exif=exif)
    target.seek(0)
    return target


def opened(piece: Evidence) -> BinaryIO:
    return photo(colour="steelblue" if piece.kind == "photo_before" else "seagreen")


def test_before_and_after_stand_side_by_side_with_their_dates(tmp_path: Path):
    done = photo_form(opened).write(sample_contents(), tmp_path / "a.pdf", FONTS)
    text = joined(done.path)
    assert done.pages == 1
    assert "对应第2条措施" in text and "06-04" in text and "拍摄日期：2024年9月29日" in text
    assert done.path.read_bytes().count(b"/Subtype /Image") == 2


def test_the_same_photos_give_the_same_bytes(tmp_path: Path):
    one, two = (photo_form(opened).write(sample_contents(), tmp_path / name, FONTS) for name in "ab")
    assert one.path.read_bytes() == two.path.read_bytes()


def test_a_photo_without_partner_and_one_that_is_no_picture_are_said(tmp_path: Path):
    whole = sample_contents()
    alone = replace(whole, evidence=tuple(p for p in whole.evidence if p.evidence.kind != "photo_after"))
    text = joined(photo_form(opened).write(alone, tmp_path / "a.pdf", FONTS).path)
    assert "（没有照片）" in text
    broken = photo_form(lambda piece: BytesIO(b"no picture"))
    assert "照片打不开" in joined(broken.write(whole, tmp_path / "b.pdf", FONTS).path)


def test_many_photos_and_a_long_note_run_over_pages(tmp_path: Path):
    whole = sample_contents()
    pair = [part for part in whole.evidence if part.evidence.kind.startswith("photo")]
    pair[0] = replace(pair[0], evidence=replace(pair[0].evidence, note="摄" * 2000, title="名" * 300))
    done = photo_form(opened).write(replace(whole, evidence=tuple(pair * 4)), tmp_path / "a.pdf", FONTS)
    assert done.pages == page_count(done.path) > 4
    text = joined(done.path)
    assert text.count("摄") == 4 * (2000 + 4) and text.count("名") == 4 * 300


@pytest.mark.parametrize("lying", [False, True])
def test_a_caption_that_says_much_stands_under_the_pictures(tmp_path: Path, lying: bool):
    whole = sample_contents()
    whole = replace(whole, task=replace(whole.task, listed=replace(whole.task.listed, finding="题" * 900)))
    photos = bundled_forms()["photos"]
    body = tuple(
        replace(item, text="{材料编号}{反馈问题}") if item.kind == "photos" else item for item in photos.body
    )
    contents = replace(whole, forms={"photos": replace(photos, body=body, lying=lying)})
    done = photo_form(opened).write(contents, tmp_path / "a.pdf", FONTS)
    text = joined(done.path)
    assert text.count("题") >= 1800 and text.count("（文字见下）") == 2
    assert text.index("06-04（文字见下）") < text.index("06-04题")


def test_a_photo_is_turned_as_its_exif_says_and_brought_to_printing_size():
    small = load_picture(photo((3000, 1000), orientation=6))
    assert small
    with Image.open(BytesIO(small)) as image:
        assert image.size == (467, 1400)
