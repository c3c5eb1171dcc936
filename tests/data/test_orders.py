"""Every bundled profile's order (验收、公示、复核、销号 in turn): one task from start to closed by the clerk's own actions."""

import zipfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pypdfium2
import pytest

from data import actions, closing, dossier, public_notice, sending
from data.calendars import load_calendar
from data.domain.checks import check, notice_facts
from data.domain.errors import Incomplete, UserError
from data.domain.levels import level_to_request
from data.domain.model import Answer, Step, Task
from data.domain.notice import notice_end
from data.domain.notice_text import notice_paper
from data.domain.profile import StepRule
from data.domain.states import is_closed, last_step, next_steps, standing
from data.profiles import profile_keys
from data.rules import profile_of
from data.store import notices, packages, register, settings, tasks, work
from data.store.workspace import Workspace
from exporters.acceptance import write_acceptance_package
from tests.factory import files, listed, open_desk, take_in, worked

FIRST = date(2026, 10, 22)  # the day after the last signature of the factory
_NOT_ON_THE_WAY = ("returned", "looked_back", "rebounded")


class Journey:
    """One task under one profile; every step takes a day, the notice its period."""

    def __init__(self, ws: Workspace, folder: Path) -> None:
        self.ws, self.folder = ws, folder
        take_in(ws, listed())
        self.id = tasks.find(ws, "1").id
        ws.today = date(2026, 9, 1)
        actions.note_step(ws, self.id, Step("", "started", ws.today))
        ws.today = FIRST
        self.task: Task = worked(ws, folder / "in")

    def take(self, rule: StepRule) -> None:
        """Take this step as a clerk would."""
        by_themselves: dict[str, Callable[[], None]] = {
            "requested": self.request,
            "accepted": self.accept,
            "noticed": self.publish,
        }
        self.ws.today += timedelta(days=1)
        if rule.key in by_themselves:
            by_themselves[rule.key]()
        else:
            actions.note_step(
                self.ws, self.id, Step("", rule.key, self.ws.today, document=f"文〔2026〕{rule.key}")
            )

    def request(self) -> None:
        sent = sending.send(self.ws, self.id, self.folder / "out", write_acceptance_package)
        self.package = sent.path

    def accept(self) -> None:
        record = packages.of_task(self.ws, self.id)[0]
        answer = Answer(record.number, record.manifest_sha256, True, self.ws.today, "验收单位", "沈若川")
        actions.take_answer(self.ws, answer)
        while level_to_request(work.steps(self.ws, self.id), profile_of(self.ws)):
            assert "accepted" not in standing(work.steps(self.ws, self.id), profile_of(self.ws))
            self.ws.today += timedelta(days=1)
            closing.request_next_level(self.ws, self.id, self.ws.today)
            actions.note_step(self.ws, self.id, Step("", "accepted", self.ws.today, "上级验收单位"))

    def publish(self) -> None:
        """The notice over its whole period, with both screenshots; ending it earlier is refused."""
        ws, begun = self.ws, public_notice.new_notice(self.ws)
        assert (begun.length, begun.in_workdays) == (
            profile_of(ws).notice_days,
            profile_of(ws).notice_in_workdays,
        )
        end = notice_end(ws.today, begun.length, begun.in_workdays, load_calendar())
        begun = replace(begun, start=ws.today, end=end, medium="县政府网站", phone="0000-6600233")
        notices.save(ws, self.id, begun)
        self.said = notice_paper(notice_facts(self.case(), begun)).plain()
        for day, first in ((ws.today, True), (end, False)):
            ws.today = day
            shot = files(self.folder, f"网页{day:%Y%m%d}.txt")[0]
            public_notice.attach_screenshot(ws, self.id, shot, first)
        with pytest.raises(UserError, match="才期满"):
            public_notice.end_notice(ws, self.id)
        ws.today = end + timedelta(days=1)
        public_notice.end_notice(ws, self.id)
        self.sign_again()

    def sign_again(self) -> None:
        """Who had signed an application that said nothing of the notice signs what it says now."""
        if "requested" in standing(work.steps(self.ws, self.id)):
            return
        chain = work.signs(self.ws, self.id)
        actions.sign(self.ws, self.id, [replace(sign, on=self.ws.today) for sign in chain])

    def case(self):
        return dossier.case_of(self.ws, self.id)

    def errors(self) -> set[str]:
        return {finding.code for finding in check(self.case()) if finding.severity == "error"}

    def untaken(self) -> list[StepRule]:
        """What is not done yet but lies on the way to closing, in the profile's order."""
        taken = standing(work.steps(self.ws, self.id), profile_of(self.ws))
        return [r for r in profile_of(self.ws).steps if r.key not in taken and r.key not in _NOT_ON_THE_WAY]


@pytest.fixture(params=sorted(profile_keys()))
def journey(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Journey]:
    with open_desk(tmp_path / "desk") as ws:
        settings.put(ws, "profile", request.param)
        yield Journey(ws, tmp_path)


@pytest.fixture
def first(tmp_path: Path) -> Iterator[Journey]:
    """A task where the notice comes before the request."""
    with open_desk(tmp_path / "desk") as ws:
        settings.put(ws, "profile", "notice_first")
        yield Journey(ws, tmp_path)


def test_a_task_goes_from_start_to_closed_in_the_places_order_and_in_no_other(journey: Journey) -> None:
    ws, profile = journey.ws, profile_of(journey.ws)
    while todo := journey.untaken():
        taken = standing(work.steps(ws, journey.id), profile)
        for rule in todo:
            if rule.after and rule.after not in taken:
                with pytest.raises(UserError, match="还不能登记"):
                    actions.note_step(ws, journey.id, Step("", rule.key, ws.today))
        assert todo[0] in next_steps(work.steps(ws, journey.id), profile)
        journey.take(todo[0])
        assert journey.errors() == set()
        if todo[0].key == "closed":
            break
    steps = work.steps(ws, journey.id)
    assert [step.on for step in steps] == sorted(step.on for step in steps)
    last = last_step(steps)
    assert last and is_closed(last.kind) and "looked_back" in {r.key for r in next_steps(steps, profile)}
    [entry] = register.entries(ws, profile)
    published = next(step.on for step in steps if step.kind == "noticed")
    assert (entry.closed.on, entry.noticed_on) == (ws.today, published)
    assert [level.accepted_on is not None for level in entry.levels] == [True] * len(profile.needed_levels)


def test_the_notice_claims_the_acceptance_only_where_it_came_first(journey: Journey) -> None:
    for rule in journey.untaken():
        journey.take(rule)
    keys = [rule.key for rule in profile_of(journey.ws).steps]
    first = keys.index("noticed") < keys.index("accepted")
    assert ("通过核查验收" in journey.said) != first and "已整改完成" in journey.said
    case = journey.case()
    assert case.notice and notice_paper(notice_facts(case, case.notice)).plain() == journey.said


def test_where_the_notice_comes_first_no_package_leaves_before_it_is_over(first: Journey) -> None:
    ws = first.ws
    with pytest.raises(Incomplete) as refused:
        first.request()
    assert "notice_missing" in {finding.code for finding in refused.value.findings}
    start = ws.today
    notice = replace(public_notice.new_notice(ws), start=start, end=start + timedelta(days=6))
    notices.save(ws, first.id, notice)
    assert "notice_running" in first.errors()
    ws.today = start + timedelta(days=7)
    assert "notice_not_noted" in first.errors() and "notice_running" not in first.errors()


def test_its_package_holds_the_notice_with_its_seven_days_and_its_screenshots(first: Journey) -> None:
    for rule in first.untaken()[:2]:
        first.take(rule)
    with zipfile.ZipFile(first.package) as archive:
        names = archive.namelist()
        [part] = [name for name in names if name.endswith(".pdf") and "/08_" in name]
        said = "".join(
            page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(archive.read(part))
        )
        assert sum("公示" in name and "截图" in name for name in names) == 2
    said = "".join(said.split())
    assert "2026年10月23日至10月29日（共7天）" in said and "验收" not in said


def test_after_a_return_the_notice_still_stands_and_after_a_rebound_it_does_not(first: Journey) -> None:
    ws = first.ws
    for rule in first.untaken()[:2]:
        first.take(rule)
    record = packages.of_task(ws, first.id)[0]
    returned = Answer(record.number, record.manifest_sha256, False, ws.today, "验收单位", "沈若川")
    actions.take_answer(ws, returned)
    offered = {rule.key for rule in next_steps(work.steps(ws, first.id), profile_of(ws))}
    assert "requested" in offered and "noticed" not in offered
    first.sign_again()
    for rule in first.untaken():
        first.take(rule)
    ws.today += timedelta(days=1)
    closing.look_back(ws, first.id, Step("", "", ws.today), rebounded=True)
    assert "notice_missing" in first.errors()
