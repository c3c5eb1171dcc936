"""The pictures the forms are held to, one a page; ``python -m tests.golden`` draws them anew after a change that was looked at."""

from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

import pypdfium2
from PIL import Image

from exporters.fonts import font_set
from exporters.forms import FORMS
from tests.factory_contents import sample_contents

FOLDER = Path(__file__).parent / "files" / "golden"
SCALE = 0.6  # 43 dpi: layout, weight and density show, single pixels of a glyph do not


def pages_of(key: str) -> list[Image.Image]:
    """The form's pages as small grey pictures, with the bundled fonts."""
    with TemporaryDirectory() as folder:
        path = FORMS[key].write(sample_contents(), Path(folder) / "a.pdf", font_set(True)).path
        with pypdfium2.PdfDocument(BytesIO(path.read_bytes())) as document:
            return [_drawn(page) for page in document]


def _drawn(page: pypdfium2.PdfPage) -> Image.Image:
    picture = page.render(scale=SCALE, grayscale=True)  # pyright: ignore[reportArgumentType]
    return picture.to_pil().convert("L")


def golden_paths(key: str) -> list[Path]:
    """The kept pictures of a form, in page order."""
    return sorted(FOLDER.glob(f"{key}-*.png"))


def redraw() -> None:
    """Replace every kept picture."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    for old in FOLDER.glob("*.png"):
        old.unlink()
    for key in FORMS:
        for at, page in enumerate(pages_of(key), 1):
            page.quantize(16).save(FOLDER / f"{key}-{at:02}.png", optimize=True)


if __name__ == "__main__":
    redraw()
