import pytest
from PIL import Image, ImageChops, ImageFilter, ImageStat

from exporters.forms import FORMS
from tests.golden import golden_paths, pages_of

MOST_DIFFERENT = 4.0
"""Mean grey difference of the most different eighth of a page, blurred: the same page has 0.6, a lost line of text 6."""


def difference(page: Image.Image, golden: Image.Image) -> float:
    """How much two pages differ where they differ most."""
    both = [picture.filter(ImageFilter.GaussianBlur(1.5)) for picture in (page, golden)]
    apart = ImageChops.difference(*both)
    high = page.height // 8
    strips = (apart.crop((0, top, page.width, top + high)) for top in range(0, page.height - high + 1, high))
    return max(ImageStat.Stat(strip).mean[0] for strip in strips)


@pytest.mark.parametrize("key", list(FORMS))
def test_every_page_looks_as_it_was_approved(key: str):
    pages, kept = pages_of(key), golden_paths(key)
    assert len(pages) == len(kept)
    for page, path in zip(pages, kept, strict=True):
        with Image.open(path) as golden:
            assert golden.size == page.size
            assert difference(page, golden.convert("L")) < MOST_DIFFERENT, path.name
