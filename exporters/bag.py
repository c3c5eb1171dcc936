"""BagIt 1.0 (RFC 8493): the texts of a bag and how they are read back."""

import re
from collections.abc import Iterable, Mapping

DECLARATION = "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
PAYLOAD = "data/"
MANIFEST = "manifest-sha256.txt"
MANIFEST_SM3 = "manifest-sm3.txt"
TAG_MANIFEST = "tagmanifest-sha256.txt"
VOLUMES = "volumes-sha256.txt"
INFO = "bag-info.txt"
DECLARED = "bagit.txt"

_LINE = re.compile(r"([0-9A-Fa-f]{64})(?:  | \*|[ \t]+?)(?=.*\S)(.+)")
_ENCODED = {"%25": "%", "%0A": "\n", "%0D": "\r"}


def manifest(digests: Mapping[str, str]) -> str:
    """A manifest: one line per path, sorted, ``%`` and line ends in names percent-encoded."""
    return "".join(f"{digest}  {_encoded(path)}\n" for path, digest in sorted(digests.items()))


def read_manifest(text: str) -> dict[str, str]:
    """Path -> lower-case digest; ``ValueError`` (the line) where it is no manifest or names a path twice."""
    found: dict[str, str] = {}
    for line in text.removesuffix("\n").split("\n") if text else ():
        parts = _LINE.fullmatch(line.removesuffix("\r"))
        if not parts:
            raise ValueError(line)
        path = re.sub("%(?:25|0[AaDd])", lambda code: _ENCODED[code[0].upper()], parts[2])
        if path in found:
            raise ValueError(line)
        found[path] = parts[1].lower()
    return found


def info(fields: Iterable[tuple[str, str]]) -> str:
    """``bag-info.txt``: label and value lines; empty ones left out, line ends inside a value made spaces."""
    return "".join(f"{label}: {' '.join(value.split())}\n" for label, value in fields if value.strip())


def read_info(text: str) -> dict[str, str]:
    """Label -> value; folded lines joined, of a repeated label the last."""
    found: dict[str, str] = {}
    label = ""
    for line in text.splitlines():
        if line[:1] in (" ", "\t") and label:
            found[label] += f" {line.strip()}"
        elif ":" in line:
            label, _, value = line.partition(":")
            found[label] = value.strip()
    return found


def _encoded(path: str) -> str:
    return path.replace("%", "%25").replace("\n", "%0A").replace("\r", "%0D")
