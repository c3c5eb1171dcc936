"""What a file is, and why it is refused, is told from its content alone."""

import os
from pathlib import Path

import docx
import openpyxl
import pytest
import xlwt

from data.domain.errors import UserError
from data.intake.sniff import MAX_FILE, Kind, check_path, kind_of, lock_names, notes_on
from tests.data.intake.made_files import altered, compound_file, workbook, zip_of


def refusal(data: bytes, name: str = "清单.xlsx") -> str:
    with pytest.raises(UserError) as caught:
        kind_of(data, name)
    assert caught.value.title.endswith("。")
    assert caught.value.advice.endswith("。")
    return caught.value.title


def test_the_content_decides_the_kind_whatever_the_name(tmp_path: Path):
    book = workbook(tmp_path / "a.xlsx", [["序号"]])
    old = xlwt.Workbook()
    old.add_sheet("一").write(0, 0, "序号")
    old.save(str(tmp_path / "a.xls"))
    document = docx.Document()
    document.save(str(tmp_path / "a.docx"))
    assert kind_of(book.read_bytes(), "a.et") is Kind.XLSX
    assert kind_of((tmp_path / "a.xls").read_bytes(), "a.xlsx") is Kind.XLS
    assert kind_of((tmp_path / "a.docx").read_bytes(), "a.xls") is Kind.DOCX
    assert kind_of("序号,问题".encode("gb18030"), "a.xlsx") is Kind.TEXT
    assert kind_of("序号,问题".encode("utf-16"), "a.csv") is Kind.TEXT
    assert kind_of("a,b\r\n1,2\r\n".encode("utf-16-le"), "a.csv") is Kind.TEXT


def test_words_that_begin_like_a_picture_are_still_text():
    assert kind_of("BM编号,问题\n1,甲\n".encode(), "a.csv") is Kind.TEXT


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (b"", "空"),
        (b"%PDF-1.7\n", "PDF"),
        (b"Rar!\x1a\x07\x01\x00", "RAR"),
        (b"7z\xbc\xaf'\x1c\x00\x04", "7z"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", "JPG"),
        (b"\x89PNG\r\n\x1a\n", "PNG"),
        (b"BM\x36\x00\x0c\x00\x00\x00", "BMP"),
        (b"MZ\x90\x00\x03\x00\x00\x00", "程序"),
        (b"{\\rtf1\\ansi", "RTF"),
        (b"<html><body><table><tr><td>1</td></tr></table>", "网页"),
        (b"\xef\xbb\xbf\r\n<!DOCTYPE HTML><html>", "网页"),
        ("<html>".encode("utf-16"), "网页"),
        (b"MIME-Version: 1.0\r\n", "MHT"),
        (b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">', "2003"),
        (b'<?xml version="1.0"?><a/>', "XML"),
        (bytes(range(256)) * 20, "不认识"),
        (compound_file({"EncryptedPackage": b"x"}), "密码"),
        (compound_file({"EncryptionInfo": b"x", "EncryptedPackage": b"x"}), "密码"),
        (compound_file({"WordDocument": b"x"}), "Word"),
        (compound_file({"Contents": b"x"}), "不是表格"),
        (compound_file({"Workbook": b"x"})[:700], "损坏"),
        (zip_of({"清单.xlsx": b"x"}), "压缩包"),
        (zip_of({"a.txt": b"x"}), "压缩包"),
        (zip_of({"[Content_Types].xml": b"", "ppt/presentation.xml": b""}), "PPT"),
        (zip_of({"[Content_Types].xml": b"", "xl/workbook.bin": b""}), "xlsb"),
        (zip_of({"[Content_Types].xml": b""}), "没有工作簿"),
    ],
)
def test_each_foreign_file_gets_its_own_sentence(data: bytes, word: str):
    assert word in refusal(data)


def test_a_cut_off_workbook_is_called_incomplete(tmp_path: Path):
    data = workbook(tmp_path / "a.xlsx", [["序号"]] * 50).read_bytes()
    assert "不完整" in refusal(data[: len(data) // 2])
    assert "不完整" in refusal(data[:-10])


def test_a_zip_bomb_is_refused_by_its_directory(tmp_path: Path):
    book = workbook(tmp_path / "a.xlsx", [["序号"]])
    bomb = altered(book, tmp_path / "b.xlsx", {"xl/sharedStrings.xml": bytes(60 * 2**20)})
    assert "展开后有 60 MB" in refusal(bomb.read_bytes())


def test_thousands_of_parts_are_refused():
    parts = {f"xl/{number}.xml": b"" for number in range(5100)}
    assert "部件过多" in refusal(zip_of({"xl/workbook.xml": b"", **parts}))


def test_a_workbook_in_a_zip_with_a_password_is_refused():
    data = bytearray(zip_of({"xl/workbook.xml": b"x"}))
    data[data.index(b"PK\x01\x02") + 8] |= 1
    assert "密码" in refusal(bytes(data))


def test_macros_links_and_connections_are_told(tmp_path: Path):
    book = workbook(tmp_path / "a.xlsx", [["序号"]])
    extra = {
        "xl/vbaProject.bin": b"x",
        "xl/externalLinks/externalLink1.xml": b"<a/>",
        "xl/connections.xml": b"<a/>",
    }
    told = notes_on(altered(book, tmp_path / "b.xlsm", extra).read_bytes())
    assert [code for code, _ in told] == ["macros", "external_links", "connections"]
    assert notes_on(book.read_bytes()) == ()


def test_a_missing_file_a_folder_and_an_empty_file_are_refused(tmp_path: Path):
    (tmp_path / "空.xlsx").touch()
    for path, word in (
        (tmp_path / "没有.xlsx", "找不到"),
        (tmp_path, "文件夹"),
        (tmp_path / "空.xlsx", "空的"),
        (tmp_path / ("长" * 300), "读不出来"),
        (tmp_path / "甲\0乙", "读不出来"),
    ):
        with pytest.raises(UserError, match=word):
            check_path(path)


def test_a_device_is_no_file():
    with pytest.raises(UserError):
        check_path(Path("/dev/null"))


def test_a_file_too_large_is_refused_unread(tmp_path: Path):
    path = tmp_path / "a.xlsx"
    with path.open("wb") as file:
        file.truncate(MAX_FILE + 1)
    with pytest.raises(UserError, match="超过 200 MB"):
        check_path(path)


@pytest.mark.skipif(getattr(os, "geteuid", int)() == 0, reason="the superuser may read everything")
def test_a_file_without_permission_is_refused(tmp_path: Path):
    path = workbook(tmp_path / "a.xlsx", [["序号"]])
    path.chmod(0)
    with pytest.raises(UserError, match="没有权限"):
        check_path(path)


@pytest.mark.parametrize("lock", lock_names("市级清单.xlsx"))
def test_a_workbook_open_elsewhere_is_told_but_read(tmp_path: Path, lock: str):
    path = workbook(tmp_path / "市级清单.xlsx", [["序号"]])
    assert check_path(path) == ()
    (tmp_path / lock).touch()
    (problem,) = check_path(path)
    assert (problem.severity, problem.code) == ("info", "open_elsewhere")


def test_a_workbook_with_only_a_chart_still_counts_as_one(tmp_path: Path):
    book = openpyxl.Workbook()
    book.create_chartsheet("图")
    book.save(tmp_path / "a.xlsx")
    assert kind_of((tmp_path / "a.xlsx").read_bytes(), "a.xlsx") is Kind.XLSX
