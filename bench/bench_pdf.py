"""How much the package's papers cost over a bare canvas that draws the same text with the same fonts (goal: 1.25)."""

import gc
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import cache
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest.mock import patch

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.pdfgen.textobject import PDFTextObject

from data.domain.contents import PackageContents
from data.files import atomic_write
from exporters.fonts import FOLDER, font_set
from exporters.forms import FORMS, Form
from tests.factory_contents import sample_contents

Ops = list[tuple[str, tuple]]
COUNT = 200
ROUNDS = 3


@cache
def _plain(name: str) -> str:
    """The same font file as reportlab registers it by itself."""
    plain = f"bare-{name}"
    pdfmetrics.registerFont(TTFont(plain, str(FOLDER / f"{name}.ttf"), asciiReadable=0))
    return plain


def run() -> list[tuple[str, float, float, float]]:
    """One row a comparison: name, our seconds, the bare canvas's seconds, their ratio (best of the rounds)."""
    whole = sample_contents()
    one_page = replace(whole, evidence=whole.evidence[:4])
    return [
        _compare(f"{COUNT}份一页表单", [FORMS["evidence"]], one_page, COUNT),
        _compare("整套申请材料20套", list(FORMS.values()), whole, 20),
    ]


def _compare(
    name: str, forms: list[Form], contents: PackageContents, count: int
) -> tuple[str, float, float, float]:
    """``count`` different packages, each drawn by both sides."""
    variants = [_variant(contents, at) for at in range(count)]
    with TemporaryDirectory() as folder:
        paths = [Path(folder) / f"{form.file_stem}.pdf" for form in forms]
        papers = list(zip(forms, paths, strict=True))
        recorded = [[_recorded(form, each, path) for form, path in papers] for each in variants]

        def ours(at: int) -> None:
            for form, path in papers:
                form.write(variants[at], path, font_set(True))

        def bare(at: int) -> None:
            for ops, path in zip(recorded[at], paths, strict=True):
                _replay(ops, path)

        ours_best, bare_best = _best_of(ours, bare, count)
    return name, ours_best, bare_best, ours_best / bare_best


def _variant(contents: PackageContents, at: int) -> PackageContents:
    listed = replace(
        contents.task.listed, number_text=f"{at + 1}号", finding=f"{at}{contents.task.listed.finding}"
    )
    evidence = tuple(
        replace(part, evidence=replace(part.evidence, title=f"{part.evidence.title}{at}"))
        for part in contents.evidence
    )
    return replace(contents, task=replace(contents.task, listed=listed), evidence=evidence)


def _best_of(ours: Callable[[int], None], bare: Callable[[int], None], count: int) -> tuple[float, float]:
    """Both sides by turns, form by form, so that a slow moment of the machine does not fall on one alone."""
    rounds = []
    for _ in range(ROUNDS):
        times = [0.0, 0.0]
        gc.collect()
        for at in range(count):
            for side, work in enumerate((ours, bare)):
                start = time.perf_counter()
                work(at)
                times[side] += time.perf_counter() - start
        rounds.append((times[0], times[1]))
    return min(rounds)


_TEXT = ("setTextOrigin", "setCharSpace", "setFont", "_textOut")
_DRAWING = (
    "lines",
    "rect",
    "setLineWidth",
    "showPage",
    "translate",
    "rotate",
    "saveState",
    "restoreState",
    "setPageSize",
    "setPageRotation",
)


@contextmanager
def _watched(ops: Ops) -> Iterator[None]:
    """Note down every drawing call made meanwhile."""

    def noting(kind: type, name: str):
        plain = getattr(kind, name)

        def noted(self, *args):
            ops.append((name, args))
            return plain(self, *args)

        return patch.object(kind, name, noted)

    patches = [noting(PDFTextObject, name) for name in _TEXT] + [noting(Canvas, name) for name in _DRAWING]
    for each in patches:
        each.start()
    try:
        yield
    finally:
        for each in patches:
            each.stop()


def _recorded(form: Form, contents: PackageContents, path: Path) -> Ops:
    ops: Ops = []
    with _watched(ops):
        form.write(contents, path, font_set(True))
    return [(name, (_plain(args[0]), *args[1:]) if name == "setFont" else args) for name, args in ops]


def _replay(ops: Ops, path: Path) -> None:
    """The same text at the same places, drawn as a program without any layout would."""
    target = BytesIO()
    canvas = Canvas(
        target,
        pageCompression=1,
        invariant=1,
        initialFontName=_plain("FandolFang-Regular"),  # pyright: ignore[reportArgumentType]
        lang="zh-CN",
    )
    put: PDFTextObject | None = None
    spacing, font = (0.0,), None
    for name, args in ops:
        if name in _TEXT:
            if name == "setTextOrigin":
                if put:
                    canvas.drawText(put)
                put = canvas.beginText(*args)
                put.setCharSpace(*spacing)
                if font:
                    put.setFont(*font)
                continue
            spacing = args if name == "setCharSpace" else spacing
            font = args if name == "setFont" else font
            getattr(put, name.lstrip("_"))(*args)
            continue
        if put:
            canvas.drawText(put)
            put = None
        getattr(canvas, name)(*args)
    canvas.save()
    with atomic_write(path) as file:
        file.write(target.getvalue())


if __name__ == "__main__":
    for name, ours, bare, ratio in run():
        print(f"{name:16} {ours:8.3f} s {bare:8.3f} s {ratio:6.2f}")
