"""The proof pages (打样): every form printed with the sample's texts made long, so that an office sees its changed forms before use."""

import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO

from data import demo, dossier, rules
from data.domain.contents import EvidencePart, PackageContents
from data.domain.form_definition import FAMILIES, FORM_KEYS, FormDefinition
from data.domain.model import (
    Evidence,
    Finding,
    ListedTask,
    Measure,
    Reason,
    Report,
    SelfVerification,
    SignOff,
    no_report,
)
from data.domain.photo_pairs import PHOTOS
from data.form_definitions import bundled_forms, copy_definitions, own_forms
from data.profiles import DEFAULT_PROFILE
from data.store import evidence, settings, tasks
from data.store.workspace import Workspace

Writer = Callable[[PackageContents, Path, Callable[[Evidence], BinaryIO], Report], list[Path]]
"""Writes every form of the contents into a folder."""

DEFINITIONS = "表单定义"
NUMBER = "打样（不作申请）"
_TEXT_TIMES, _NAME_TIMES = 8, 3
_SAMPLE = "样例文字。"


def play_proof(ws: Workspace, out: Path, write: Writer, report: Report = no_report) -> list[Path]:
    """Write the forms of both families as the workspace's definitions have them, and copies of the definitions to change.

    Nothing of the workspace but its profile and definitions is read, and nothing in it is changed.
    """
    own = own_forms(ws.folder)
    with _sample_desk(ws, report) as sample:
        contents = _long(_rich(sample), own)
        written: list[Path] = []
        for family, name in FAMILIES.items():
            printed = _of_family(contents, family)
            written += write(printed, out / name, lambda piece: evidence.open_bytes(sample, piece), report)
    copy_definitions(ws.folder, out / DEFINITIONS)
    return written


@dataclass(frozen=True, slots=True)
class SamplePaper:
    """The sample's richest task as its papers say it, and the bytes of its photos by their digest."""

    contents: PackageContents
    photos: Mapping[str, bytes]


def sample_paper(ws: Workspace, report: Report = no_report) -> SamplePaper:
    """What a form being changed is shown with: the sample under the workspace's rules, nothing made long."""
    with _sample_desk(ws, report) as sample:
        contents = _rich(sample)
        photos = {}
        for part in contents.evidence:
            if part.evidence.kind in PHOTOS:
                with evidence.open_bytes(sample, part.evidence) as source:
                    photos[part.evidence.sha256] = source.read()
    return SamplePaper(replace(contents, parts=FORM_KEYS, number=NUMBER), photos)


@contextmanager
def _sample_desk(ws: Workspace, report: Report) -> Iterator[Workspace]:
    """The sample under the rules the workspace goes by, in a folder of its own that goes away."""
    with (
        tempfile.TemporaryDirectory(prefix="zgt-") as scratch,
        Workspace.open(Path(scratch) / "desk", demo.today(), "打样") as sample,
    ):
        demo.prepare(sample, report)
        settings.put(sample, "profile", settings.profile_key(ws, DEFAULT_PROFILE))
        rules.copy_own(ws, sample)
        yield sample


def _rich(ws: Workspace) -> PackageContents:
    task = tasks.find(ws, demo.story()["story"]["rich_task"])
    return dossier.gather(ws, dossier.case_of(ws, task.id, read_bytes=False))


def _long(contents: PackageContents, own: dict[str, FormDefinition]) -> PackageContents:
    """The same with every text made long, and something in every place that is often empty."""
    titles = {key: definition.title for key, definition in own.items()}
    return replace(
        contents,
        number=NUMBER,
        office=replace(contents.office, name=f"（样张）{contents.office.name}"),
        task=replace(contents.task, listed=_listed(contents.task.listed)),
        measures=tuple(_measure(measure) for measure in contents.measures),
        verification=_verification(contents.verification),
        evidence=tuple(_part(part) for part in contents.evidence),
        signs=tuple(_sign(sign) for sign in contents.signs),
        waived=(Finding("photo_after_missing", "error", "evidence", "", {"titles": "“柳塘整治前”"}),),
        waiver=_text(""),
        mended=((Reason(_text("")), _text("")),),
        titles=contents.titles | titles,
        forms=own,
    )


def _of_family(contents: PackageContents, family: str) -> PackageContents:
    definitions = {**bundled_forms(), **contents.forms}
    parts = tuple(key for key in FORM_KEYS if family in definitions[key].families)
    return replace(contents, family=family, family_said=True, parts=parts)


def _text(text: str | None) -> str:
    return (text or _SAMPLE) * _TEXT_TIMES


def _name(text: str | None) -> str:
    return (text or "样例名称") * _NAME_TIMES


def _names(names: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(map(_name, names or ("",)))


def _listed(listed: ListedTask) -> ListedTask:
    return replace(
        listed,
        upper_number=listed.upper_number or "第一百二十三项",
        category=_name(listed.category),
        source=_name(listed.source),
        finding=_text(listed.finding),
        requirement=_text(listed.requirement),
        goal=_text(listed.goal),
        lead_unit=_name(listed.lead_unit),
        responsible_units=_names(listed.responsible_units),
        supporting_units=_names(listed.supporting_units),
        acceptance_unit=_name(listed.acceptance_unit),
        responsible_person=_name(listed.responsible_person),
        leader_in_charge=_name(listed.leader_in_charge),
        note=_text(listed.note),
    )


def _measure(measure: Measure) -> Measure:
    return replace(
        measure, text=_text(measure.text), units=_names(measure.units), reported=_text(measure.reported)
    )


def _verification(filled: SelfVerification) -> SelfVerification:
    return replace(
        filled,
        place=_name(filled.place),
        persons=tuple(replace(one, unit=_name(one.unit), post=_name(one.post)) for one in filled.persons),
        verdicts=tuple(replace(verdict, text=_text(verdict.text)) for verdict in filled.verdicts),
        summary=_text(filled.summary),
        effect=_text(filled.effect),
        prevention=_text(filled.prevention),
        remaining=_text(filled.remaining),
    )


def _part(part: EvidencePart) -> EvidencePart:
    piece = part.evidence
    return replace(part, evidence=replace(piece, title=_name(piece.title), note=_text(piece.note)))


def _sign(sign: SignOff) -> SignOff:
    return replace(sign, post=_name(sign.post), opinion=_text(sign.opinion))
