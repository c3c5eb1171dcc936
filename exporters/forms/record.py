"""The self-verification record with its sign-in sheet (自查自验记录、签到表)."""

from data import words
from data.domain.contents import PackageContents
from data.domain.model import Measure
from exporters.forms.form import Section, as_defined
from exporters.forms.phrases import RESULTS, checklist_line, part_title, task_number, verdict_of
from exporters.pdf.blocks import Block, Ends, Gap, Title
from exporters.pdf.measures import CELL, TABLE_LEADING, TYPE_WIDTH
from exporters.pdf.table import Cell, Row, Table, centred, label

_WIDTHS = (84.0, TYPE_WIDTH - 84 - 76, 76.0)
_SIGNERS = (84.0, 140.0, TYPE_WIDTH - 84 - 140 - 110, 110.0)
_LEAST_SIGNERS = 5


def story(contents: PackageContents) -> tuple[Section, ...]:
    """Time, place, checklist, a verdict a measure, conclusion; then one line a person to sign by hand."""
    verification = contents.verification
    blocks: list[Block] = [
        Title(f"{task_number(contents)}整改任务{part_title(contents, 'record')}"),
        Gap(0.3, keep="next"),
        Ends(f"组织单位：{contents.office.name}", f"编号：{contents.number}", CELL),
        Table(
            _WIDTHS,
            [
                _wide("自验时间", words.day(verification.on)),
                _wide("自验地点", verification.place),
                Row((label("自验内容"), label("核验情况"), label("结果"))),
                *(_measure(contents, measure) for measure in contents.measures),
                *_checklist(contents),
                _wide("自验小结", verification.summary),
                _wide("存在问题", verification.remaining),
                _wide("自验结论", RESULTS[verification.conclusion]),
            ],
        ),
        Gap(0.6),
        Table(
            _SIGNERS,
            _signers(contents),
            head=[Row(tuple(map(label, ("姓　名", "单　位", "职　务", "签　字"))))],
        ),
    ]
    return (Section(blocks),)


def _wide(title: str, text: str) -> Row:
    return Row((label(title), Cell(text, 2)), 30.0)


def _measure(contents: PackageContents, measure: Measure) -> Row:
    verdict = verdict_of(contents, measure)
    result = "" if verdict is None else "到位" if verdict.done else "未到位"
    said = "\n".join(filter(None, (measure.text, verdict.text if verdict else "")))
    return Row((centred(f"第{measure.position}条措施"), Cell(said), centred(result)))


def _checklist(contents: PackageContents) -> list[Row]:
    if not contents.checklist:
        return []
    return [_wide(contents.checklist_title or "自验清单", checklist_line(contents))]


def _signers(contents: PackageContents) -> list[Row]:
    rows = [
        Row((centred(person.name), centred(person.unit), centred(person.post), Cell()), 1.8 * TABLE_LEADING)
        for person in contents.verification.persons
    ]
    blank = Row((Cell(), Cell(), Cell(), Cell()), 1.8 * TABLE_LEADING)
    return rows + [blank] * max(_LEAST_SIGNERS - len(rows), 1)


RECORD = as_defined("record", story)
