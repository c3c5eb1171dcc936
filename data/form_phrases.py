"""Phrases several forms share, so that one package names a task, a date and a result in one way."""

from data import words
from data.domain.contents import PackageContents
from data.domain.model import Deadline, Measure, Verdict
from data.form_definitions import bundled_forms

NO_ACCEPTOR = "（验收单位）"
BLANK_DATE = "　　年　　月　　日"
PART_TITLES = {key: definition.title for key, definition in bundled_forms().items()}
RESULTS = {"pass": "通过", "fail": "不通过", "": "尚未作出"}


def task_number(contents: PackageContents) -> str:
    """The task's number as its list writes it: 第07号, 第五十五项."""
    return contents.task.listed.called


def acceptor(contents: PackageContents) -> str:
    """The unit asked to accept (督导单位、验收单位)."""
    return contents.task.listed.acceptance_unit or NO_ACCEPTOR


def units(names: tuple[str, ...]) -> str:
    """Unit names in a row."""
    return "、".join(names)


def deadline(value: Deadline) -> str:
    """The deadline as received, and beside it how it is read where that says more."""
    text = deadline_words(value) or "（清单未写明）"
    if value.reading and value.reading != value.text and not value.needs_review:
        return f"{text}（读作：{value.reading}）"
    return text


def deadline_words(value: Deadline) -> str:
    """The deadline as received, without the stop its list may put after it: it goes on in a sentence."""
    return value.text.strip().rstrip("。；;")


def finished_on(contents: PackageContents) -> str:
    """When the last measure was done; empty while one is not."""
    days = [measure.done_on for measure in contents.measures]
    known = [day for day in days if day]
    return words.day(max(known)) if known and len(known) == len(days) else ""


def verdict_of(contents: PackageContents, measure: Measure) -> Verdict | None:
    """What self-verification said of the measure."""
    return next((v for v in contents.verification.verdicts if v.measure_id == measure.id), None)


def done_count(contents: PackageContents) -> int:
    """How many measures were found done."""
    found = (verdict_of(contents, measure) for measure in contents.measures)
    return sum(1 for verdict in found if verdict and verdict.done)


def measures_result(contents: PackageContents) -> str:
    """How many measures are in place, as a sentence says it."""
    total, done = len(contents.measures), done_count(contents)
    if done == total:
        return f"{total}条整改措施已全部落实到位"
    return f"{total}条整改措施中{done}条已落实到位，{total - done}条尚未落实到位"


def evidence_numbers(contents: PackageContents, measure: Measure) -> tuple[str, ...]:
    """The catalogue numbers of the measure's evidence."""
    return tuple(part.number for part in contents.evidence if measure.id in part.evidence.measure_ids)


def part_title(contents: PackageContents, key: str) -> str:
    """A part's title: the profile's, else its usual one."""
    return contents.titles.get(key, PART_TITLES.get(key, key))


def checklist_line(contents: PackageContents) -> str:
    """The checklist with its ticks, a line each: √不查不放过, □不查清不放过."""
    ticked = set(contents.verification.checked)
    return "\n".join(("√" if item.code in ticked else "□") + item.text for item in contents.checklist)


def checklist_said(contents: PackageContents) -> str:
    """The checklist as a report says it: 不查不放过、不查清不放过已做到，不处理不放过尚未做到."""
    ticked = set(contents.verification.checked)
    groups = ((True, "均已做到"), (False, "尚未做到"))
    return "；".join(
        f"{'、'.join(named)}{said}"
        for done, said in groups
        if (named := [item.text for item in contents.checklist if (item.code in ticked) is done])
    )


def book(title: str, *about: str) -> str:
    """A document as papers name it: 《关于印发〈办法〉的通知》（文号，佐证06-02）, whatever marks its title brought."""
    bare = title[1:-1] if title.startswith("《") and title.find("》") == len(title) - 1 else title
    inner = bare.replace("《", "〈").replace("》", "〉")
    said = "，".join(filter(None, about))
    return f"《{inner}》（{said}）" if said else f"《{inner}》"


def steps_named(contents: PackageContents, kind: str) -> str:
    """When and by which document a step was taken, the last one if repeated; empty where it was not."""
    found = [step for step in contents.steps if step.kind == kind]
    if not found:
        return ""
    return "　".join(filter(None, (words.day(found[-1].on), found[-1].document, found[-1].note)))
