"""Promises of the checker page, kept by a real browser with no network."""

import base64
import hashlib
import json
import os
import shutil
import stat
import struct
import time
import unicodedata
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from selenium import webdriver
from selenium.common.exceptions import WebDriverException
from selenium.webdriver.chrome.options import Options
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.by import By
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.ui import Select, WebDriverWait

from data.domain.model import Reason
from data.intake.answer import read_answer
from exporters.checker import NAME
from exporters.verify import verify_package
from tests.factory_forged import FORGERIES, forged_volumes, listed, unzipped, zipped
from tests.factory_package import (
    PIECES,
    evidence_part,
    package_contents,
    small_package,
    sparse_archive,
)
from tests.factory_volumes import split

DRIVER = Path("/usr/bin/chromedriver")
BROWSER = shutil.which("chromium") or shutil.which("google-chrome")
FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--window-size=1366,768",
)
MINUTES = "data/06_佐证材料/06-01_会议纪要_20240312.pdf"

needs_browser = pytest.mark.skipif(
    not (DRIVER.exists() and BROWSER), reason="no chromium and chromedriver on this machine"
)


# ---------------------------------------------------------------- the page itself


def test_the_page_is_one_file_that_asks_the_network_for_nothing(tmp_path: Path):
    with zipfile.ZipFile(small_package(tmp_path).path) as archive:
        page = archive.read(f"{package_contents().folder}/{NAME}").decode("utf-8")
    assert "default-src 'none'" in page
    for reference in ("http:", "https:", " src=", "<link", "import ", "fetch(", "XMLHttpRequest"):
        assert reference not in page
    for newer in ("async ", "await ", "=> ", "?.", 'type="module"'):
        assert newer not in page


def test_the_page_states_the_code_of_its_package(tmp_path: Path):
    written = small_package(tmp_path)
    with zipfile.ZipFile(written.path) as archive:
        page = archive.read(f"{package_contents().folder}/{NAME}").decode("utf-8")
    assert f'"code":"{written.code}"' in page
    assert f'"manifest_sha256":"{written.manifest_sha256}"' in page


# ---------------------------------------------------------------- in a browser


@pytest.fixture(scope="module")
def downloads(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("downloads")


@pytest.fixture(scope="module")
def browser(downloads: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[webdriver.Chrome]:
    options = Options()
    options.binary_location = str(BROWSER)
    for flag in (*FLAGS, f"--user-data-dir={tmp_path_factory.mktemp('profile')}"):
        options.add_argument(flag)
    options.add_experimental_option("prefs", {"download.default_directory": str(downloads)})
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    try:
        driver = webdriver.Chrome(options=options, service=Service(str(DRIVER)))
    except WebDriverException as error:
        # A machine without a name for itself (no localhost) or without /dev/shm cannot run a browser at all.
        pytest.skip(f"Chromium is installed but cannot be started here: {error.msg}")
    yield driver
    driver.quit()


@pytest.fixture
def package(tmp_path: Path) -> Path:
    return small_package(tmp_path / "sent").path


@pytest.fixture
def bag(package: Path, tmp_path: Path) -> Path:
    with zipfile.ZipFile(package) as archive:
        archive.extractall(tmp_path / "out")
    return tmp_path / "out" / package.stem


def opened(browser: webdriver.Chrome, bag: Path) -> None:
    browser.get((bag / NAME).as_uri())


def checked(browser: webdriver.Chrome, *paths: Path) -> str:
    """The words of the result after picking a zip, several of them, or a folder."""
    field = "pick-folder" if paths[0].is_dir() else "pick-zip"
    browser.execute_script("document.getElementById('result').hidden = true")
    browser.find_element(By.ID, field).send_keys("\n".join(map(str, paths)))
    result = browser.find_element(By.ID, "result")
    WebDriverWait(browser, 20).until(lambda _: result.is_displayed())
    return result.text


def states(browser: webdriver.Chrome) -> dict[str, str]:
    chips = browser.find_elements(By.CSS_SELECTOR, ".chip")
    return {chip.get_attribute("data-path") or "": chip.text for chip in chips}


def flipped(path: Path, target: Path, near: bytes) -> Path:
    data = bytearray(path.read_bytes())
    data[data.index(near) + 2] ^= 1
    target.write_bytes(data)
    return target


@needs_browser
def test_a_good_package_is_all_green(browser: webdriver.Chrome, package: Path, bag: Path):
    opened(browser, bag)
    assert set(states(browser).values()) == {"未核对"}
    assert "全部完整" in checked(browser, package)
    found = states(browser)
    assert set(found.values()) == {"✓ 完整"}
    with zipfile.ZipFile(package) as archive:
        inside = {entry.filename.partition("/")[2] for entry in archive.infolist()}
    assert inside == set(found)
    assert browser.get_log("browser") == []


@needs_browser
def test_a_good_folder_is_all_green(browser: webdriver.Chrome, bag: Path):
    opened(browser, bag)
    assert "全部完整" in checked(browser, bag)
    assert set(states(browser).values()) == {"✓ 完整"}


@needs_browser
def test_one_flipped_byte_is_red_on_the_right_file(
    browser: webdriver.Chrome, package: Path, bag: Path, tmp_path: Path
):
    opened(browser, bag)
    assert "内容不符" in checked(browser, flipped(package, tmp_path / "a.zip", b"minutes of"))
    found = states(browser)
    assert found.pop(MINUTES) == "✗ 内容不符"
    assert set(found.values()) == {"✓ 完整"}


@needs_browser
def test_a_changed_missing_and_added_file_in_the_folder_are_named(browser: webdriver.Chrome, bag: Path):
    opened(browser, bag)
    flipped(bag / MINUTES, bag / MINUTES, b"minutes of")
    (bag / "data" / "02_申请表.pdf").unlink()
    (bag / "data" / "后加的.pdf").write_bytes(b"x")
    (bag / "Thumbs.db").write_bytes(b"x")
    said = checked(browser, bag)
    assert "内容不符：06_佐证材料/06-01_会议纪要_20240312.pdf" in said
    assert "缺失：02_申请表.pdf" in said
    assert "多余（清单以外）：后加的.pdf" in said
    assert "Thumbs" not in said
    assert states(browser)["data/02_申请表.pdf"] == "✗ 缺失"


@needs_browser
@pytest.mark.parametrize("near", [b"PK\1\2", b"BagIt-Version", b"Payload-Oxum", b"PK\5\6"])
def test_a_flipped_byte_in_lists_or_headers_is_refused(
    browser: webdriver.Chrome, package: Path, bag: Path, tmp_path: Path, near: bytes
):
    opened(browser, bag)
    assert "没有通过" in checked(browser, flipped(package, tmp_path / "a.zip", near))


@needs_browser
def test_a_flipped_bit_anywhere_in_the_zip_is_refused(browser: webdriver.Chrome, package: Path, bag: Path):
    """A line of the directory, the end, one header, and a sample of all the rest."""
    opened(browser, bag)
    data = package.read_bytes()
    line = data.index(b"PK\1\2")
    places = {
        *range(100),
        *range(line, line + 110),
        *range(len(data) - 22, len(data)),
        *range(0, len(data), 499),
    }
    script = """
        var raw = atob(arguments[0]), places = arguments[1], done = arguments[2], accepted = [];
        var data = Uint8Array.from(raw, function (c) { return c.charCodeAt(0); });
        function next(k) {
          if (k === places.length) return done(accepted);
          var at = places[k], bit = 1 << at % 8;
          data[at] ^= bit; var file = new File([data], "a.zip"); data[at] ^= bit;
          fromZip(file).then(function (list) { return checkAll(list, true, function () {}); })
            .then(function (found) { if (found.ok) accepted.push(at); }, function () {}).then(function () { next(k + 1); });
        }
        next(0);"""
    browser.set_script_timeout(100)
    found = browser.execute_async_script(script, base64.b64encode(data).decode(), sorted(places))
    assert found == []


@needs_browser
@pytest.mark.skipif(os.name == "nt", reason="Windows would write the whole 4 GB")
def test_files_beyond_4_gb_are_found(browser: webdriver.Chrome, bag: Path, tmp_path: Path):
    opened(browser, bag)
    browser.execute_script("document.body.appendChild(document.createElement('input')).id = 'raw';")
    browser.execute_script("document.getElementById('raw').type = 'file';")
    browser.find_element(By.ID, "raw").send_keys(str(sparse_archive(tmp_path / "a.zip")))
    script = """
        var done = arguments[0];
        readZip(document.getElementById("raw").files[0]).then(
          function (list) { done(list.map(function (e) { return [e.name, e.size]; })); },
          function (fault) { done(fault.message); });"""
    assert browser.execute_async_script(script) == [["包/视频.mp4", 5 << 30], ["包/照片.jpg", 3]]


@needs_browser
def test_a_package_can_be_dropped_on_the_page(browser: webdriver.Chrome, package: Path, bag: Path):
    opened(browser, bag)
    dropped = {"items": [], "files": [str(package)], "dragOperationsMask": 1}
    for kind in ("dragEnter", "dragOver", "drop"):
        event = {"type": kind, "x": 1000, "y": 300, "data": dropped}
        browser.execute_cdp_cmd("Input.dispatchDragEvent", event)
    result = browser.find_element(By.ID, "result")
    WebDriverWait(browser, 20).until(lambda _: result.is_displayed())
    assert "全部完整" in result.text


@needs_browser
@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
def test_a_bag_zipped_anew_is_all_green(browser: webdriver.Chrome, bag: Path, tmp_path: Path, method: int):
    with zipfile.ZipFile(tmp_path / "a.zip", "w", method) as archive:
        for path in sorted(bag.rglob("*")):
            archive.write(path, str(path.relative_to(bag.parent)))
    opened(browser, bag)
    assert "全部完整" in checked(browser, tmp_path / "a.zip")


@needs_browser
def test_another_package_is_not_taken_for_this_one(browser: webdriver.Chrome, bag: Path, tmp_path: Path):
    opened(browser, bag)
    other = small_package(tmp_path / "other", copies="市整改办").path
    assert "另一个申请包" in checked(browser, other)


@needs_browser
def test_what_is_no_package_is_said_plainly(browser: webdriver.Chrome, bag: Path, tmp_path: Path):
    opened(browser, bag)
    (tmp_path / "a.zip").write_bytes(b"not a zip at all")
    assert "不是完整的 zip" in checked(browser, tmp_path / "a.zip")
    assert set(states(browser).values()) == {"未核对"}


# ---------------------------------------------------------------- forged: the page and the program agree


PAGE_GONE = ("another page", "a page that says yes", "a page with a script in its seal", "no page")


@needs_browser
@pytest.mark.parametrize("name", FORGERIES)
def test_a_forgery_is_red_though_its_lists_fit(
    browser: webdriver.Chrome, package: Path, bag: Path, tmp_path: Path, name: str
):
    forge, blamed = FORGERIES[name]
    made = forge(unzipped(package))
    path = zipped(made, tmp_path / "a.zip")
    assert not verify_package(path).ok
    opened(browser, bag)
    assert "没有通过" in checked(browser, path)
    if name in PAGE_GONE:
        return
    with zipfile.ZipFile(path) as archive:
        archive.extractall(tmp_path / "forged")
    opened(browser, tmp_path / "forged" / "包")
    said = checked(browser, path)
    assert "没有通过" in said and blamed.removeprefix("data/") in said, said


@needs_browser
def test_lists_rebuilt_without_a_change_are_green(
    browser: webdriver.Chrome, package: Path, bag: Path, tmp_path: Path
):
    opened(browser, bag)
    assert "✓ 全部完整" in checked(browser, zipped(listed(unzipped(package)), tmp_path / "a.zip"))


def with_entry(name: str, data: bytes, mode: int = 0) -> Callable[[Path, Path], None]:
    """Adds an entry to the zip of a bag; the mode as Unix has it, 0 for none."""

    def add(path: Path, _package: Path) -> None:
        entry = zipfile.ZipInfo(name)
        entry.create_system, entry.external_attr = 3, mode << 16
        with zipfile.ZipFile(path, "a") as archive:
            archive.writestr(entry, data)

    return add


def wrong_sum(path: Path, package: Path) -> None:
    """Another CRC-32 of one file, in its header and in the directory."""
    crc = zlib.crc32(unzipped(package)[MINUTES])
    path.write_bytes(path.read_bytes().replace(struct.pack("<I", crc), struct.pack("<I", crc ^ 1)))


STRUCTURES: dict[str, Callable[[Path, Path], None]] = {
    "the same name twice": with_entry(f"包/{MINUTES}", b"evil"),
    "another case": with_entry(f"包/{MINUTES.replace('data/', 'DATA/')}", b"evil"),
    "a folder that holds bytes": with_entry("包/data/x/", b"hidden"),
    "a link": with_entry("包/data/link", b"/etc/passwd", stat.S_IFLNK | 0o777),
    "a link named as a folder": with_entry("包/data/link/", b"", stat.S_IFLNK | 0o777),
    "a wrong sum": wrong_sum,
}


@needs_browser
@pytest.mark.parametrize("name", STRUCTURES)
@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_zip_of_doubtful_structure_is_red(
    browser: webdriver.Chrome, package: Path, bag: Path, tmp_path: Path, name: str
):
    path = zipped(unzipped(package), tmp_path / "a.zip")
    STRUCTURES[name](path, package)
    assert not verify_package(path).ok
    opened(browser, bag)
    assert "没有通过" in checked(browser, path)


@needs_browser
def test_a_name_that_only_looks_the_same_is_red_in_a_zip_and_in_a_folder(
    browser: webdriver.Chrome, tmp_path: Path
):
    package = small_package(
        tmp_path / "sent", evidence=(evidence_part("06-01", "a.pdf", "café", PIECES["06-01"]),)
    ).path
    files = unzipped(package)
    name = next(name for name in files if "café" in name)
    twin = unicodedata.normalize("NFD", name)
    with zipfile.ZipFile(package) as archive:
        archive.extractall(tmp_path / "out")
    folder = tmp_path / "out" / package.stem
    opened(browser, folder)
    assert "重名" in checked(browser, zipped({twin: b"evil", **files}, tmp_path / "a.zip"))
    assert "全部完整" in checked(browser, folder)
    (folder / twin).write_bytes(b"evil")
    assert not verify_package(folder).ok
    assert "看上去一样" in checked(browser, folder)


@needs_browser
def test_files_of_many_blocks_hash_as_they_should(browser: webdriver.Chrome, bag: Path):
    opened(browser, bag)
    script = (
        "var out = []; [0, 1, 55, 56, 63, 64, 65, 1000].forEach(function (n) {"
        " var sha = new Sha256(), data = new Uint8Array(n).fill(97), cut = Math.floor(n / 3);"
        " sha.update(data.subarray(0, cut)); sha.update(data.subarray(cut)); out.push(sha.hex()); }); return out;"
    )
    expected = [hashlib.sha256(b"a" * n).hexdigest() for n in (0, 1, 55, 56, 63, 64, 65, 1000)]
    assert browser.execute_script(script) == expected


@needs_browser
def test_the_code_on_paper_is_compared(browser: webdriver.Chrome, package: Path, bag: Path, tmp_path: Path):
    written = small_package(tmp_path / "again")
    opened(browser, bag)
    checked(browser, package)
    field, result = browser.find_element(By.ID, "paper-code"), browser.find_element(By.ID, "paper-result")
    field.send_keys(written.code.lower().replace("-", " "))
    assert "✓ 与纸质材料一致" in result.text
    field.clear()
    field.send_keys(small_package(tmp_path / "other", copies="市整改办").code)
    assert "不一致" in result.text
    field.send_keys("X")
    assert "有误" in result.text


@needs_browser
def test_links_lead_to_the_files_of_the_unzipped_bag(browser: webdriver.Chrome, bag: Path):
    opened(browser, bag)
    links = browser.find_elements(By.CSS_SELECTOR, "#catalogue a")
    targets = {link.get_attribute("href") for link in links}
    assert (bag / MINUTES).as_uri() in targets
    files = {path.as_uri() for path in bag.rglob("*") if path.is_file()}
    assert targets <= files


def saved(browser: webdriver.Chrome, downloads: Path) -> Path:
    for old in downloads.iterdir():
        old.unlink()
    browser.find_element(By.ID, "save").click()
    expected = downloads / "答复_XH-620999-2024-7_v1.json"
    for _ in range(100):
        if expected.exists():
            return expected
        time.sleep(0.1)
    raise AssertionError(browser.find_element(By.ID, "answer-problem").text)


@needs_browser
def test_a_return_is_written_and_read_back(
    browser: webdriver.Chrome, bag: Path, tmp_path: Path, downloads: Path
):
    opened(browser, bag)
    browser.find_element(By.CSS_SELECTOR, "input[value=return]").click()
    browser.find_element(By.CSS_SELECTOR, ".reason textarea").send_keys("缺少管网竣工验收资料")
    browser.find_element(By.ID, "add-reason").click()
    second = browser.find_elements(By.CSS_SELECTOR, ".reason")[1]
    Select(second.find_element(By.TAG_NAME, "select")).select_by_value("06-01 会议纪要_20240312")
    second.find_element(By.TAG_NAME, "textarea").send_keys("会议纪要没有盖章\n请补盖")
    browser.find_element(By.ID, "person").send_keys("赵敏")
    browser.find_element(By.ID, "opinion").send_keys("请补正后重新申请。")
    browser.execute_script("document.getElementById('on').value = '2024-07-20'")
    answer = read_answer(saved(browser, downloads))
    assert not answer.accepted
    assert answer.package_number == "XH-620999-2024-7"
    assert answer.manifest_sha256 == small_package(tmp_path / "again").manifest_sha256
    assert (answer.unit, answer.person, str(answer.on)) == ("市住建局", "赵敏", "2024-07-20")
    assert answer.reasons == (
        Reason("缺少管网竣工验收资料", ""),
        Reason("会议纪要没有盖章\n请补盖", "06-01 会议纪要_20240312"),
    )


@needs_browser
def test_the_answer_names_the_level_asked_unless_the_acceptor_says_another(
    browser: webdriver.Chrome, downloads: Path, tmp_path: Path
):
    sent = small_package(tmp_path, level="city", levels=(("city", "市级"), ("province", "省级")))
    with zipfile.ZipFile(sent.path) as archive:
        archive.extractall(tmp_path / "out")
    opened(browser, tmp_path / "out" / sent.path.stem)
    level = Select(browser.find_element(By.ID, "level"))
    assert [option.text for option in level.options] == ["市级", "省级"]
    browser.find_element(By.CSS_SELECTOR, "input[value=accept]").click()
    browser.find_element(By.ID, "person").send_keys("赵敏")
    assert read_answer(saved(browser, downloads)).level == "市级"
    level.select_by_value("省级")
    assert read_answer(saved(browser, downloads)).level == "省级"


@needs_browser
def test_where_one_level_accepts_nobody_is_asked_for_it(
    browser: webdriver.Chrome, bag: Path, downloads: Path
):
    opened(browser, bag)
    assert not browser.find_element(By.ID, "level").is_displayed()
    browser.find_element(By.CSS_SELECTOR, "input[value=accept]").click()
    browser.find_element(By.ID, "person").send_keys("赵敏")
    assert read_answer(saved(browser, downloads)).level == ""


@needs_browser
def test_an_acceptance_is_written_and_read_back(browser: webdriver.Chrome, bag: Path, downloads: Path):
    opened(browser, bag)
    browser.find_element(By.CSS_SELECTOR, "input[value=accept]").click()
    browser.find_element(By.ID, "person").send_keys("赵敏")
    path = saved(browser, downloads)
    assert read_answer(path).accepted
    assert json.loads(path.read_text("utf-8"))["package_version"] == 1


def set_value(browser: webdriver.Chrome, field: str, value: str) -> None:
    browser.execute_script("document.querySelector(arguments[0]).value = arguments[1]", field, value)


@needs_browser
def test_what_the_page_writes_the_program_reads(browser: webdriver.Chrome, downloads: Path, tmp_path: Path):
    """Control characters, half characters and a subject longer than the program takes."""
    long = evidence_part("06-01", "a.pdf", "会议纪要", PIECES["06-01"])
    long = replace(long, evidence=replace(long.evidence, title="长" * 420))
    sent = small_package(tmp_path, evidence=(long,))
    with zipfile.ZipFile(sent.path) as archive:
        archive.extractall(tmp_path / "out")
    opened(browser, tmp_path / "out" / sent.path.stem)
    browser.find_element(By.CSS_SELECTOR, "input[value=return]").click()
    subject = Select(browser.find_element(By.CSS_SELECTOR, ".reason select"))
    subject.select_by_index(len(subject.options) - 1)
    set_value(browser, ".reason textarea", "没有\x07盖章")
    set_value(browser, "#person", "赵\u200b敏")
    browser.execute_script("document.getElementById('opinion').value = '请补正\\u000b再报\\ud83d'")
    answer = read_answer(saved(browser, downloads))
    assert answer.opinion == "请补正\n再报"
    assert answer.reasons == (Reason("没有盖章", f"06-01 {'长' * 420}"[:400]),)
    assert answer.package_version == 1


@needs_browser
@pytest.mark.parametrize(
    ("unit", "said"), [("市生态环境局、" * 31, "写得太长"), ("\u200b\u200b", "请填写单位")]
)
def test_a_unit_the_program_would_refuse_is_asked_for_again(
    browser: webdriver.Chrome, bag: Path, unit: str, said: str
):
    opened(browser, bag)
    browser.find_element(By.CSS_SELECTOR, "input[value=accept]").click()
    set_value(browser, "#person", "赵敏")
    set_value(browser, "#unit", unit)
    browser.find_element(By.ID, "save").click()
    assert said in browser.find_element(By.ID, "answer-problem").text


@needs_browser
def test_an_answer_with_a_gap_is_not_written(browser: webdriver.Chrome, bag: Path):
    opened(browser, bag)
    browser.find_element(By.ID, "save").click()
    assert "请先选择" in browser.find_element(By.ID, "answer-problem").text
    browser.find_element(By.CSS_SELECTOR, "input[value=return]").click()
    browser.find_element(By.ID, "save").click()
    assert "至少写明一条原因" in browser.find_element(By.ID, "answer-problem").text


@needs_browser
def test_a_damaged_package_cannot_be_accepted(
    browser: webdriver.Chrome, package: Path, bag: Path, tmp_path: Path
):
    opened(browser, bag)
    checked(browser, flipped(package, tmp_path / "a.zip", b"minutes of"))
    browser.find_element(By.CSS_SELECTOR, "input[value=accept]").click()
    browser.find_element(By.ID, "person").send_keys("赵敏")
    browser.find_element(By.ID, "save").click()
    assert "核对没有通过" in browser.find_element(By.ID, "answer-problem").text


# ---------------------------------------------------------------- volumes


@pytest.fixture
def volumes(tmp_path: Path) -> list[Path]:
    """The three volumes of a package, and each unzipped beside them."""
    zips = [volume.path for volume in split(tmp_path / "sent").volumes]
    for path in zips:
        with zipfile.ZipFile(path) as archive:
            archive.extractall(tmp_path / "out")
    return zips


def unpacked(volume: Path) -> Path:
    return volume.parents[1] / "out" / volume.stem


@needs_browser
def test_the_page_of_a_volume_checks_its_own_and_says_where_the_rest_lies(
    browser: webdriver.Chrome, volumes: list[Path]
):
    opened(browser, unpacked(volumes[1]))
    assert "第2卷，共3卷" in browser.find_element(By.ID, "meta").text
    listed = browser.find_element(By.ID, "volumes").text
    assert all(path.name in listed for path in volumes)
    assert "这是第2卷，共3卷" in listed and listed.count("校验码") == 3
    assert "第2卷全部完整" in checked(browser, volumes[1])
    chips = browser.find_elements(By.CSS_SELECTOR, ".chip")
    own = {chip.text for chip in chips if chip.get_attribute("data-path")}
    assert own == {"✓ 完整"}
    listed_volumes = volume_chips(browser)
    assert [chip.text for chip in listed_volumes] == ["未核对", "✓ 完整", "未核对"]
    elsewhere = [
        chip.text for chip in chips if not chip.get_attribute("data-path") and chip not in listed_volumes
    ]
    assert set(elsewhere) == {"在第1卷", "在第3卷"}
    with zipfile.ZipFile(volumes[1]) as archive:
        assert len(archive.infolist()) == len(chips) - len(elsewhere) - len(listed_volumes)
    assert browser.get_log("browser") == []


@needs_browser
def test_another_volume_is_recognised_and_checked_as_well(browser: webdriver.Chrome, volumes: list[Path]):
    opened(browser, unpacked(volumes[0]))
    said = checked(browser, volumes[2])
    assert "第3卷全部完整" in said and "还没有核对：第1卷、第2卷" in said
    assert "第1卷全部完整" in checked(browser, volumes[0])
    assert [chip.text for chip in volume_chips(browser)] == ["✓ 完整", "未核对", "✓ 完整"]


def volume_chips(browser: webdriver.Chrome) -> list[WebElement]:
    return browser.find_elements(By.CSS_SELECTOR, ".chip.volume")


@needs_browser
def test_all_volumes_chosen_together_are_checked_at_once(browser: webdriver.Chrome, volumes: list[Path]):
    opened(browser, unpacked(volumes[1]))
    said = checked(browser, *volumes)
    assert "3卷全部完整" in said and "3卷都在，都完整。" in said
    assert {chip.text for chip in browser.find_elements(By.CSS_SELECTOR, ".chip")} == {"✓ 完整"}
    assert browser.get_log("browser") == []


@needs_browser
def test_a_flipped_byte_in_another_volume_is_blamed_on_it(
    browser: webdriver.Chrome, volumes: list[Path], tmp_path: Path
):
    opened(browser, unpacked(volumes[0]))
    with zipfile.ZipFile(volumes[2]) as archive:
        name = next(name for name in archive.namelist() if "/06_佐证材料/" in name)
        near = archive.read(name)[:4096]
    said = checked(browser, volumes[0], flipped(volumes[2], tmp_path / "a.zip", near), volumes[1])
    assert "没有通过" in said
    assert f"第3卷：内容不符：{name.partition('/data/')[2]}" in said
    assert [chip.text for chip in volume_chips(browser)] == ["✓ 完整", "✓ 完整", "✗ 没有通过"]
    browser.find_element(By.CSS_SELECTOR, "input[value=accept]").click()
    browser.find_element(By.ID, "person").send_keys("赵敏")
    browser.find_element(By.ID, "save").click()
    assert "核对没有通过" in browser.find_element(By.ID, "answer-problem").text


@needs_browser
def test_a_package_of_another_matter_among_the_volumes_is_named(
    browser: webdriver.Chrome, volumes: list[Path], tmp_path: Path
):
    opened(browser, unpacked(volumes[0]))
    other = small_package(tmp_path / "other", copies="市整改办").path
    assert f"{other.name}：这是另一个申请包" in checked(browser, volumes[0], other)
    assert [chip.text for chip in volume_chips(browser)] == ["✓ 完整", "未核对", "未核对"]


@needs_browser
def test_the_answer_is_given_in_the_first_volume_only(browser: webdriver.Chrome, volumes: list[Path]):
    opened(browser, unpacked(volumes[1]))
    assert not browser.find_element(By.ID, "save").is_displayed()
    assert "第1卷" in browser.find_element(By.ID, "answer-elsewhere").text
    opened(browser, unpacked(volumes[0]))
    assert browser.find_element(By.ID, "save").is_displayed()


@needs_browser
def test_the_code_of_another_volume_is_told_apart_from_a_wrong_one(
    browser: webdriver.Chrome, volumes: list[Path], tmp_path: Path
):
    others = split(tmp_path / "again").volumes
    opened(browser, unpacked(volumes[0]))
    browser.find_element(By.ID, "paper-code").send_keys(others[1].code)
    assert "第2卷的校验码" in browser.find_element(By.ID, "paper-result").text


@needs_browser
def test_a_piece_forged_in_another_volume_is_red_though_all_lists_and_pages_fit(
    browser: webdriver.Chrome, volumes: list[Path], tmp_path: Path
):
    forged = forged_volumes(volumes, tmp_path / "forged")
    piece = next(name for name in unzipped(forged[1]) if name.startswith("data/06_"))
    with zipfile.ZipFile(forged[0]) as archive:
        archive.extractall(tmp_path / "unpacked")
    opened(browser, tmp_path / "unpacked" / forged[0].stem)
    assert f"第2卷：内容不符：{piece.removeprefix('data/')}" in checked(browser, *forged)
    opened(browser, tmp_path / "unpacked" / forged[0].stem)
    assert "没有通过" not in checked(browser, forged[1])
    assert "第2卷：内容不符" in checked(browser, forged[0])
    opened(browser, unpacked(volumes[0]))
    assert "没有通过" in checked(browser, *forged)


@needs_browser
def test_a_gap_among_the_volumes_is_said_first_and_is_not_green(
    browser: webdriver.Chrome, volumes: list[Path]
):
    opened(browser, unpacked(volumes[0]))
    said = checked(browser, volumes[0], volumes[2])
    assert said.startswith("还没有核对：第2卷") and "✓" not in said
    assert "good" not in (browser.find_element(By.ID, "result").get_attribute("class") or "").split()
    browser.find_element(By.ID, "paper-code").send_keys(verify_package(volumes[0]).code)
    assert browser.find_element(By.ID, "paper-result").text == "与纸质材料一致；还没有核对：第2卷"
    assert checked(browser, volumes[1]).startswith("✓")
    checked(browser, volumes[0])
    assert "✓ 与纸质材料一致" in browser.find_element(By.ID, "paper-result").text


@needs_browser
def test_the_same_volume_twice_counts_once(browser: webdriver.Chrome, volumes: list[Path], tmp_path: Path):
    copy = tmp_path / "副本.zip"
    copy.write_bytes(volumes[0].read_bytes())
    opened(browser, unpacked(volumes[0]))
    said = checked(browser, *volumes, copy)
    files = sum(len(unzipped(path)) for path in volumes)
    assert f"✓ 3卷全部完整：{files} 个文件" in said
