"""Packages forged for tests: changed, and every list made to fit again, as somebody would who knows how a package is built."""

import hashlib
import json
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

from data.files import short_code
from exporters import bag
from exporters.checker import NAME, read_page

Files = dict[str, bytes]
"""Path in the bag -> bytes."""

MINUTES = "data/06_佐证材料/06-01_会议纪要_20240312.pdf"
STATEMENT = "data/package.json"


def unzipped(path: Path) -> Files:
    """What a package holds, by its path in the bag."""
    with zipfile.ZipFile(path) as archive:
        return {entry.filename.partition("/")[2]: archive.read(entry) for entry in archive.infolist()}


def zipped(files: Files, target: Path, root: str = "包") -> Path:
    """The files as another tool zips them."""
    target.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(target, "w") as archive:
        for name, data in files.items():
            archive.writestr(f"{root}/{name}", data)
    return target


def listed(files: Files) -> Files:
    """Manifests, sums and code rebuilt for the payload as it now is, and the page's seal; the tag manifest last."""
    payload = {name: data for name, data in files.items() if name.startswith(bag.PAYLOAD)}
    old = hashlib.sha256(files[bag.MANIFEST]).hexdigest()
    digests = {name: hashlib.sha256(data).hexdigest() for name, data in payload.items()}
    made = {**files, bag.MANIFEST: bag.manifest(digests).encode()}
    if bag.MANIFEST_SM3 in files:
        sm3 = {name: hashlib.new("sm3", data).hexdigest() for name, data in payload.items()}
        made[bag.MANIFEST_SM3] = bag.manifest(sm3).encode()
    new = hashlib.sha256(made[bag.MANIFEST]).hexdigest()
    info = files[bag.INFO].decode()
    info = re.sub("Payload-Oxum: .*", f"Payload-Oxum: {sum(map(len, payload.values()))}.{len(payload)}", info)
    made[bag.INFO] = re.sub("Seal-Code: .*", f"Seal-Code: {short_code(new)}", info).encode()
    return tagged(with_seal(made, {old: new, short_code(old): short_code(new)}, files=digests))


def tagged(files: Files) -> Files:
    """The tag manifest rebuilt."""
    beside = {name: data for name, data in files.items() if not name.startswith(bag.PAYLOAD)}
    digests = {n: hashlib.sha256(data).hexdigest() for n, data in beside.items() if n != bag.TAG_MANIFEST}
    return {**files, bag.TAG_MANIFEST: bag.manifest(digests).encode()}


def with_seal(files: Files, words: dict[str, str], /, **values: object) -> Files:
    """The page with words of its seal replaced and values in it set."""
    if NAME not in files:
        return files
    text = files[NAME].decode()
    seal = json.dumps({**read_page(files[NAME])[0], **values}, ensure_ascii=False, separators=(",", ":"))
    for old, new in words.items():
        seal = seal.replace(old, new)
    before, mark, rest = text.partition("var SEAL = ")
    return {**files, NAME: f"{before}{mark}{seal}{rest[rest.index(';' + chr(10)) :]}".encode()}


def told(files: Files, /, **values: object) -> Files:
    """``package.json`` saying something else, with every list made to fit."""
    said = {**json.loads(files[STATEMENT]), **values}
    return listed({**files, STATEMENT: json.dumps(said, ensure_ascii=False).encode()})


def without(files: Files, name: str) -> Files:
    """The files but one."""
    return {path: data for path, data in files.items() if path != name}


FORGERIES: dict[str, tuple[Callable[[Files], Files], str]] = {
    "a piece replaced": (lambda files: listed({**files, MINUTES: b"forged"}), MINUTES),
    "a piece taken out": (lambda files: listed(without(files, MINUTES)), MINUTES),
    "a piece added": (lambda files: listed({**files, "data/后加的.pdf": b"x"}), "data/后加的.pdf"),
    "package.json taken out": (lambda files: listed(without(files, STATEMENT)), STATEMENT),
    "another number": (
        lambda files: tagged({**files, bag.INFO: files[bag.INFO].replace(b"XH-", b"ZZ-")}),
        bag.INFO,
    ),
    "another version": (
        lambda files: tagged(
            {**files, bag.INFO: files[bag.INFO].replace(b"Package-Version: 1", b"Package-Version: 7")}
        ),
        bag.INFO,
    ),
    "a program beside": (lambda files: tagged({**files, "AUTORUN/setup.exe": b"MZ"}), "AUTORUN/setup.exe"),
    "a note beside": (lambda files: tagged({**files, "更正说明.txt": b"x"}), "更正说明.txt"),
    "another page": (lambda files: tagged({**files, NAME: b"<script>x</script>"}), NAME),
    "a page that says yes": (
        lambda files: tagged({**files, NAME: files[NAME].replace("✗".encode(), "✓".encode())}),
        NAME,
    ),
    "a page with a script in its seal": (
        lambda files: tagged(with_seal(files, {}, folder="</script><script>alert(1)</script>")),
        NAME,
    ),
    "a page that shows another code": (
        lambda files: tagged(with_seal(files, {}, code="0000-0000-0000-0000-0")),
        NAME,
    ),
    "no page": (lambda files: tagged(without(files, NAME)), NAME),
    "no SM3 list": (lambda files: tagged(without(files, bag.MANIFEST_SM3)), bag.MANIFEST_SM3),
}
"""What was done -> how, and the file that is to blame."""


def forged_volumes(volumes: list[Path], folder: Path) -> list[Path]:
    """The volumes with the first piece of the second one replaced, and every list and page of all of them made to fit."""
    files = [unzipped(path) for path in volumes]
    piece = next(name for name in files[1] if name.startswith("data/06_"))
    old = hashlib.sha256(files[1][bag.MANIFEST]).hexdigest()
    files[1] = listed({**files[1], piece: b"forged"})
    new = hashlib.sha256(files[1][bag.MANIFEST]).hexdigest()
    words = {old: new, short_code(old): short_code(new)}
    made = []
    for path, one in zip(volumes, files, strict=True):
        lines = one[bag.VOLUMES].replace(old.encode(), new.encode())
        made.append(
            zipped(tagged(with_seal({**one, bag.VOLUMES: lines}, words)), folder / path.name, path.stem)
        )
    return made
