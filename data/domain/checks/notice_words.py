"""Findings on what a public notice (公示) gives away of people: private numbers, and names of persons."""

import re
import unicodedata
from collections.abc import Iterator

from data.domain.checks.case import Case, error, warning
from data.domain.model import Finding

_MOBILE = re.compile(r"(?<!\d)(?:86[ -]?)?(1[3-9]\d[ -]?\d{4}[ -]?\d{4})(?!\d)")
_IDENTITY = re.compile(
    r"(?<!\d)[1-9]\d{5}(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXx](?!\d)"
)
_NAME = range(2, 5)
_OFFICES = ("办", "局", "科", "股", "室", "中心", "政府", "委", "站", "部", "处", "队", "会", "公司")
_PLACES = ("镇", "乡", "村", "街道")
_POSTS = ("长", "书记", "人")
_NOBODY = (*_OFFICES, *_PLACES, *_POSTS)
"""How the name of an office, a place or a post ends: lists give these where they should name a person."""
_ALL = "各"


def private_findings(case: Case, text: str) -> Iterator[Finding]:
    """What the whole notice, as it will be published, says of people."""
    yield from _numbers(text)
    for name in dict.fromkeys(_persons(case)):
        if name in text:
            yield warning("notice_names_person", "notice/text", name=name)


def _numbers(text: str) -> Iterator[Finding]:
    """Private numbers that slip into public notices: mobile and identity numbers, shown masked."""
    plain = unicodedata.normalize("NFKC", text)
    for number in dict.fromkeys(_IDENTITY.findall(plain)):
        shown = f"{number[:6]}********{number[-4:]}"
        yield error("notice_identity_number", "notice/text", number=shown)
    for number in dict.fromkeys(_MOBILE.findall(plain)):
        digits = re.sub(r"\D", "", number)
        shown = f"{digits[:3]}****{digits[-4:]}"
        yield warning("notice_mobile_number", "notice/text", number=shown)


def _persons(case: Case) -> Iterator[str]:
    """Everybody known of the task by name: who is responsible, who verified, who signed, whom office and notice name."""
    listed = case.task.listed
    contact = case.notice.contact if case.notice else ""
    said = [listed.responsible_person, listed.leader_in_charge, case.office.contact, contact]
    said += [person.name for person in case.verification.named]
    said += [sign.name for sign in case.signs]
    for name in re.split(r"[、，,;；/\s]+", "、".join(filter(None, said))):
        if len(name) in _NAME and not name.endswith(_NOBODY) and not name.startswith(_ALL):
            yield name
