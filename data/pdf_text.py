"""The characters of a PDF page as a person counts them."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pypdfium2

MOST_CHARS = 20_000
"""More than any page of paper holds; a hostile page may claim any number."""


def told(text: "pypdfium2.PdfTextPage") -> Iterator[tuple[int, str]]:
    """The characters by their place in the page's text, where a rare one (𠮷, as in names) stands as two halves."""
    import pypdfium2.raw as raw

    half = 0
    for at in range(min(text.count_chars(), MOST_CHARS)):
        code = raw.FPDFText_GetUnicode(text, at)
        if 0xDC00 <= code < 0xE000 and half:
            yield at, chr(0x10000 + (half - 0xD800 << 10) + code - 0xDC00)
        elif not 0xD800 <= code < 0xE000:
            yield at, chr(code)
        half = code if 0xD800 <= code < 0xDC00 else 0
