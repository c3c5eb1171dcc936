"""The headless commands: the same work as the window, without a screen and without Qt.

Exit status: 0 done, 1 fault of the program, 2 wrong usage, 3 the input was refused, 4 not complete.
"""

import argparse
import json
import os
import sys
import traceback
from collections.abc import Callable, Sequence
from dataclasses import astuple, replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from data import actions, closing, contract, dossier, sending
from data.calendars import calendar_of
from data.domain.checks import check
from data.domain.errors import Incomplete, UserError
from data.domain.model import Listing, Report, no_report
from data.domain.plan import plan_import
from data.domain.units import UnitContext
from data.intake.choices import Choices
from data.intake.listing import ReadingContext
from data.profiles import load_profile
from data.rules import profile_of, require_rules
from data.store import imports, packages, settings, task_lines, tasks
from data.store.workspace import Workspace
from data.words import substitutes_text

DONE, FAULT, USAGE, REFUSED, NOT_COMPLETE = range(5)
DEFAULT_WORKSPACE = Path.home() / "整改通"

Out = dict | list
Command = Callable[[argparse.Namespace], tuple[int, Out]]


def run(argv: Sequence[str]) -> int:
    """Carry out one command line; messages to stderr, one JSON document to stdout with ``--json``."""
    for stream in (sys.stdout, sys.stderr):
        # A file name in another encoding must not stop a message; the escape is valid JSON too.
        stream.reconfigure(encoding="utf-8", errors="backslashreplace")  # type: ignore[union-attr]
    args = _parser().parse_args(argv)
    try:
        status, out = args.command(args)
    except Incomplete as error:
        _say(str(error))
        status, out = NOT_COMPLETE, {"ok": False, "findings": contract.findings_json(error.findings)}
    except UserError as error:
        _say(str(error))
        status, out = REFUSED, {"ok": False, "error": {"title": error.title, "advice": error.advice}}
    except Exception:
        _say(traceback.format_exc())
        return FAULT
    _print(out, args.json)
    return status


def _print(out: Out, as_json: bool) -> None:
    try:
        if as_json:
            json.dump(out, sys.stdout, ensure_ascii=False, indent=1)
            print()
        else:
            _print_plain(out)
        sys.stdout.flush()
    except BrokenPipeError:
        # Who reads (head, less) has seen enough; what is still held must not be written at the end either.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _say(text: str) -> None:
    print(text, file=sys.stderr)


def _report(done: int, total: int, what: str) -> None:
    """Progress as one line that rewrites itself, and only for a person watching."""
    if sys.stderr.isatty():
        print(f"\r{what} {done}/{total}", end="\n" if done >= total else "", file=sys.stderr)


def _print_plain(out: Out, indent: str = "") -> None:
    items = out.items() if isinstance(out, dict) else enumerate(out, 1)
    for key, value in items:
        if isinstance(value, dict | list):
            print(f"{indent}{key}：" if value else f"{indent}{key}：（无）")
            _print_plain(value, indent + "  ")
        else:
            print(f"{indent}{key}：{value if value is not None else '—'}")


# ---------------------------------------------------------------- commands


def _open(args: argparse.Namespace) -> Workspace:
    ws = Workspace.open(args.workspace or DEFAULT_WORKSPACE, args.today, "命令行")
    if aside := calendar_of(ws).left_aside:
        print(f"{aside}工作日暂按内置的节假日表计算。", file=sys.stderr)
    return ws


def _deadline(args: argparse.Namespace) -> tuple[int, Out]:
    from data.domain.deadline import read_deadline

    if args.workspace is None:
        context = actions.deadline_context(load_profile(), args.today)
    else:  # the desk's own calendar and seasons
        with _open(args) as ws:
            context = actions.deadline_context(profile_of(ws), args.today, calendar_of(ws))
    return DONE, contract.deadline_json(read_deadline(args.text, context))


def _import(args: argparse.Namespace) -> tuple[int, Out]:
    """Without a workspace a dry run compares with nothing: every task is new."""
    if args.dry_run and args.workspace is None:
        units = UnitContext(county=args.county)
        context = actions.reading_context(load_profile(), args.today, units)
        documents = [_read(args, file, context) for file in args.files]
        plain = [contract.listing_json(listing, plan_import(listing.tasks, ())) for listing in documents]
        return DONE, plain[0] if len(plain) == 1 else {"files": plain}
    plain = []
    with _open(args) as ws:
        for file in args.files:
            units = settings.unit_context(ws)
            units = replace(units, county=args.county or units.county)
            answers = settings.deadline_answers(ws)
            context = actions.desk_context(ws, units, answers)
            listing = _read(args, file, context)
            plan = imports.plan(ws, listing.tasks)
            plain.append(contract.listing_json(listing, plan))
            if not args.dry_run:
                imports.apply(ws, listing, plan, file, _report)
    return DONE, plain[0] if len(plain) == 1 else {"files": plain}


def _read(args: argparse.Namespace, file: Path, context: ReadingContext) -> Listing:
    choices = Choices(sheets=(args.sheet,)) if args.sheet else Choices()
    return actions.read_list(file, context, choices, _report)


def _list(args: argparse.Namespace) -> tuple[int, Out]:
    with _open(args) as ws:
        return DONE, contract.lines_json(task_lines.lines(ws), args.today, require_rules(ws))


def _attach(args: argparse.Namespace) -> tuple[int, Out]:
    with _open(args) as ws:
        task = tasks.find(ws, args.task)
        chosen = ()
        if args.measure is not None:
            measure = next((m for m in task.measures if m.position == args.measure and not m.gone), None)
            if measure is None:
                raise UserError(f"第{args.task}号任务没有第{args.measure}条措施。", "请核对措施序号。")
            chosen = (measure.id,)
        kept = actions.attach_files(ws, task.id, args.files, chosen, _report)
        return DONE, {"evidence": [contract.to_plain(piece) for piece in kept]}


def _check(args: argparse.Namespace) -> tuple[int, Out]:
    from exporters.printability import printability

    with _open(args) as ws:
        case = dossier.case_of(ws, tasks.find(ws, args.task).id)
        found = [*check(case), *printability(dossier.shown(ws, case)).findings]
        clear = not any(finding.severity == "error" for finding in found)
        return DONE, {"task": args.task, "ok": clear, "findings": contract.findings_json(found)}


def _export(args: argparse.Namespace) -> tuple[int, Out]:
    from exporters.acceptance import write_acceptance_package

    with _open(args) as ws:
        task = tasks.find(ws, args.task)
        write = partial(write_acceptance_package, volume_bytes=args.volume_size)
        sent = sending.send(ws, task.id, args.out, write, args.accept_gaps or "", _report)
        return DONE, {
            "ok": True,
            "file": str(sent.path),
            "files": [str(path) for path in sent.files],
            "package": contract.to_plain(sent.record),
        }


def _file(args: argparse.Namespace) -> tuple[int, Out]:
    from data.filing import file_ledger
    from exporters.file_ledger import write_file_ledger

    with _open(args) as ws:
        filed = file_ledger(ws, tasks.find(ws, args.task).id, args.out, write_file_ledger, _report)
    files = sorted(path for path in filed.folder.rglob("*") if path.is_file())
    told: Out = {"ok": True, "folder": str(filed.folder), "files": [str(path) for path in files]}
    return DONE, {**told, "unnumbered": filed.unnumbered}


def _verify(args: argparse.Namespace) -> tuple[int, Out]:
    from exporters.verify_plain import verified_plain
    from exporters.verify_results import Verified, packages_in, verify_chosen

    found = [Verified(one) for one in verify_chosen(packages_in(args.package), _report)]
    plain = verified_plain(found)
    for remark in (*(problem["message"] for problem in plain["problems"]), *plain["notes"]):
        _say(remark)
    return DONE if plain["ok"] else REFUSED, plain


def _answer(args: argparse.Namespace) -> tuple[int, Out]:
    from data.intake.reply import read_reply

    answer = read_reply(args.file, _report)
    with _open(args) as ws:
        record = closing.take_file(ws, answer, args.file, args.level, _report)
        noted = packages.answers(ws, record.task_id)[0][1]
        for words in answer.unread:
            _say(f"意见表上还有这段话没有读入，请核对：{words}")
        return DONE, {"package": contract.to_plain(record), "answer": contract.to_plain(noted)}


def _demo(args: argparse.Namespace) -> tuple[int, Out]:
    return DONE, _play(args.out, _report)


def _play(out: Path, report: Report = no_report) -> dict[str, Any]:
    from data.demo import Writers, play
    from exporters.acceptance import write_acceptance_package
    from exporters.notice import write_notice
    from exporters.register import write_register
    from exporters.reports.monthly import MONTHLY, write_report

    month = partial(write_report, MONTHLY)
    return play(out, Writers(write_acceptance_package, month, write_notice, write_register), report)


def _proof(args: argparse.Namespace) -> tuple[int, Out]:
    from data.proof import play_proof
    from exporters.acceptance import write_proof

    with _open(args) as ws:
        written = play_proof(ws, args.out, write_proof, _report)
        return DONE, {"files": [str(path) for path in written]}


def _report_command(args: argparse.Namespace) -> tuple[int, Out]:
    from exporters.reports.monthly import REPORTS, write_report

    with _open(args) as ws:
        written = write_report(REPORTS[args.kind], actions.month(ws, args.month), args.out)
        return DONE, {"files": [str(path) for path in written]}


def _month(text: str) -> date:
    """The first day of a month written 2026-11, for the command line."""
    return date.fromisoformat(f"{text}-01")


def _self_test(args: argparse.Namespace) -> tuple[int, Out]:
    from data.self_test import run_self_test
    from exporters.fonts import font_set
    from exporters.verify import verify_package

    found = run_self_test(args.today, _play, verify_package)
    replaced = [astuple(each) for each in font_set().substitutes()]
    found["checks"].append({"name": "official_fonts", "ok": True, "detail": substitutes_text(replaced)})
    return DONE if found["ok"] else FAULT, found


# ---------------------------------------------------------------- command line


def _switches() -> argparse.ArgumentParser:
    """The switches that may stand before or after the command: suppressed, so that neither place resets the other."""
    common = argparse.ArgumentParser(add_help=False, argument_default=argparse.SUPPRESS)
    common.add_argument("--workspace", type=Path, help="工作文件夹，没有就新建")
    common.add_argument("--today", type=_day, help="把今天当作这一天（年-月-日）")
    common.add_argument("--json", action="store_true", help="只在标准输出打印一份 JSON")
    return common


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"“{text}”不是日期，请写成 2026-11-22 这样") from error


def _bytes(text: str) -> int:
    count = int(text)
    if count <= 0:
        raise ValueError(text)
    return count


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="main.py", parents=[_switches()], description="整改通：不带命令时打开窗口。"
    )
    parser.set_defaults(workspace=None, today=date.today(), json=False)
    commands = parser.add_subparsers(required=True, metavar="命令")

    def add(name: str, command: Command, about: str) -> argparse.ArgumentParser:
        sub = commands.add_parser(name, parents=[_switches()], help=about, description=about)
        sub.set_defaults(command=command)
        return sub

    add("demo", _demo, "用样例走完全程").add_argument("--out", type=Path, required=True)
    sub = add("import", _import, "导入市里的清单")
    sub.add_argument("files", type=Path, nargs="+", metavar="FILE")
    sub.add_argument("--sheet")
    sub.add_argument("--dry-run", action="store_true")
    sub.add_argument("--county", default="")
    add("deadline", _deadline, "读一个时限").add_argument("text")
    add("list", _list, "列出任务及状态")
    sub = add("attach", _attach, "添加佐证材料")
    sub.add_argument("--task", required=True)
    sub.add_argument("--measure", type=int)
    sub.add_argument("files", type=Path, nargs="+", metavar="FILE")
    add("check", _check, "看看会被退回的地方").add_argument("--task", required=True)
    sub = add("export", _export, "生成验收销号申请包")
    sub.add_argument("--task", required=True)
    sub.add_argument("--out", type=Path, required=True)
    sub.add_argument("--accept-gaps", metavar="REASON")
    sub.add_argument(
        "--volume-size", type=_bytes, metavar="BYTES", help="每卷最多多少字节，超过就分卷；不写就不分卷"
    )
    sub = add("verify", _verify, "核验申请包；分卷的包可以一次给出各卷")
    sub.add_argument("package", type=Path, nargs="+", metavar="PACKAGE")
    sub = add("file", _file, "归档：一事一档，写出全部材料和目录")
    sub.add_argument("--task", required=True)
    sub.add_argument("--out", type=Path, required=True)
    sub = add("answer", _answer, "读入督导单位的答复：答复文件，或填好的意见表")
    sub.add_argument("file", type=Path)
    sub.add_argument(
        "--level", default="", metavar="LEVEL", help="是哪一级的答复（如 市级）；答复上写明的不用写"
    )
    sub = add("report", _report_command, "生成月报、情况清单、预警清单")
    sub.add_argument("kind", choices=("monthly", "status-list", "warnings"))
    sub.add_argument("--month", type=_month, required=True, metavar="YYYY-MM")
    sub.add_argument("--out", type=Path, required=True)
    add("proof", _proof, "打样：用加长的样例文字印出全部表单").add_argument("--out", type=Path, required=True)
    add("self-test", _self_test, "安装后的自检")
    return parser
