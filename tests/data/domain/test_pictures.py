"""One picture saved again looks the same; another does not, and blank ones prove nothing."""

from pathlib import Path

import pytest
from PIL import Image

from data.demo import SAMPLES
from data.domain.pictures import alike
from data.intake.evidence import facts_of


def look(path: Path) -> str:
    return facts_of(path, {}).look


@pytest.mark.parametrize("name", ["柳塘整治前", "柳塘整治后", "莲子塘整治前", "莲子塘整治后"])
def test_a_photo_made_smaller_and_lighter_is_the_same(name: str, tmp_path: Path) -> None:
    path = SAMPLES / "evidence" / f"{name}.jpg"
    with Image.open(path) as image:
        small = image.convert("RGB").resize((image.width // 2, image.height // 2))
    small.point(lambda value: min(255, value + 12)).save(tmp_path / "again.jpg", quality=60)
    assert alike(look(path), look(tmp_path / "again.jpg"))


def test_two_different_photos_are_told_apart() -> None:
    before = look(SAMPLES / "evidence" / "柳塘整治前.jpg")
    after = look(SAMPLES / "evidence" / "莲子塘整治前.jpg")
    assert len(before) == 16 and not alike(before, after)


def test_blank_sheets_and_files_that_are_no_pictures_are_like_nothing(tmp_path: Path) -> None:
    Image.new("RGB", (400, 300), "white").save(tmp_path / "白.png")
    (tmp_path / "坏.jpg").write_bytes(b"\xff\xd8\xff\xe0 broken")
    blank = look(tmp_path / "白.png")
    assert not alike(blank, blank) and look(tmp_path / "坏.jpg") == ""
