"""Promises of the handover list: both sides can sign it, and find on it all that was handed over."""

import hashlib
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pypdfium2

from exporters.acceptance import write_acceptance_package
from exporters.handover import write_handover_list
from tests.factory_contents import sample_contents
from tests.factory_package import package_contents, small_package
from tests.factory_volumes import contents_of, split
from tests.pdf_reading import fonts_of, joined


def plain(path: Path) -> str:
    return joined(path).replace(" ", "").replace("　", "")


def test_it_names_the_package_and_both_sides(tmp_path: Path):
    path = tmp_path / "清单.pdf"
    assert write_handover_list(package_contents(), small_package(tmp_path), path) == 1
    said = plain(path)
    for words in (
        "XH-620999-2024-7",
        "第1版",
        "云川县整改办",
        "市住建局",
        "移交方",
        "接收方",
        "不是电子印章",
    ):
        assert words in said


def test_it_states_name_size_digest_and_code_of_the_file(tmp_path: Path):
    path, written = tmp_path / "清单.pdf", small_package(tmp_path)
    write_handover_list(package_contents(), written, path)
    said = plain(path)
    assert written.path.name in said
    assert hashlib.sha256(written.path.read_bytes()).hexdigest() in said
    assert written.code in said and f"{written.size:,}" in said
    assert "材料共5件、10页" in said


def test_every_volume_is_listed_with_what_lies_in_it(tmp_path: Path):
    path, written = tmp_path / "清单.pdf", split(tmp_path)
    write_handover_list(contents_of(), written, path)
    said = plain(path)
    for volume in written.volumes:
        assert volume.path.name in said and volume.sha256 in said and volume.code in said
    assert "全部文书和目录、佐证材料06-01至06-02" in said and "分3卷" in said


def test_both_sides_sign_on_one_sheet(tmp_path: Path):
    path = tmp_path / "清单.pdf"
    assert write_handover_list(contents_of(), split(tmp_path), path) == 2
    with pypdfium2.PdfDocument(path) as document:
        pages = [page.get_textpage().get_text_range() for page in document]
    places = ("单位（盖章）", "核对情况", "有问题")
    assert [all(place in page for place in places) for page in pages] == [False, True]
    assert not any(place in pages[0] for place in places)
    assert "XH-620999-2024-7" in pages[1]


def test_the_same_package_gives_the_same_list_with_its_fonts_inside(tmp_path: Path):
    one, two, written = tmp_path / "a.pdf", tmp_path / "b.pdf", small_package(tmp_path)
    write_handover_list(package_contents(), written, one)
    write_handover_list(package_contents(), written, two)
    assert one.read_bytes() == two.read_bytes()
    assert all(fonts_of(one).values())


def test_names_of_any_length_stay_on_the_list(tmp_path: Path):
    office = replace(
        package_contents().office, name="某某县" + "生态环境保护督察整改工作领导小组" * 6 + "办公室"
    )
    contents = package_contents(office=office)
    path = tmp_path / "清单.pdf"
    write_handover_list(contents, small_package(tmp_path, office=office), path)
    assert office.name in plain(path)


def test_the_acceptance_package_lies_beside_its_list(tmp_path: Path):
    contents = sample_contents(evidence=())
    written = write_acceptance_package(contents, tmp_path, lambda piece: BytesIO())
    assert written.handover == tmp_path / f"{contents.folder}_移交清单.pdf"
    assert written.path == tmp_path / f"{contents.folder}.zip"
    assert written.handover and written.code in plain(written.handover)
