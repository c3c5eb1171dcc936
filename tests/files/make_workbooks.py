"""Makes the reading corpus: tests/files/workbooks and, beside it, tests/files/expected. Same bytes every time."""

import json
import sys
from pathlib import Path

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE))

from corpus import (  # noqa: E402
    layouts_cards,
    layouts_careless,
    layouts_cells,
    layouts_columns,
    layouts_deadlines,
    layouts_dispatch,
    layouts_formats,
    layouts_forms,
    layouts_further,
    layouts_hard,
    layouts_odd,
    layouts_phrases,
    layouts_repeats,
    layouts_shared,
    layouts_tables,
    writers,
)

MODULES = (
    layouts_tables,
    layouts_cards,
    layouts_columns,
    layouts_dispatch,
    layouts_deadlines,
    layouts_cells,
    layouts_formats,
    layouts_hard,
    layouts_careless,
    layouts_odd,
    layouts_forms,
    layouts_shared,
    layouts_further,
    layouts_phrases,
    layouts_repeats,
)
LAYOUTS = [layout for module in MODULES for layout in module.LAYOUTS]


def main() -> None:
    """Write every workbook and its expected reading."""
    for folder in ("workbooks", "expected"):
        (HERE / folder).mkdir(exist_ok=True)
    for layout in LAYOUTS:
        book = layout()
        writers.write(book, HERE / "workbooks")
        expected = json.dumps(book.document(), ensure_ascii=False, indent=1)
        (HERE / "expected" / f"{Path(book.name).stem}.json").write_text(expected + "\n", "utf-8")
    print(f"{len(LAYOUTS)} workbooks, {sum(len(layout().tasks) for layout in LAYOUTS)} tasks")


if __name__ == "__main__":
    main()
