"""Makes the second reading corpus (files from 200 up) beside the first. Same bytes every time."""

import json
import sys
from pathlib import Path

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE))

from corpus import writers  # noqa: E402
from corpus2 import MODULES  # noqa: E402

LAYOUTS = [layout for module in MODULES for layout in module.LAYOUTS]


def main() -> None:
    """Write every workbook and its expected reading."""
    for folder in ("workbooks", "expected"):
        (HERE / folder).mkdir(exist_ok=True)
    count = 0
    for layout in LAYOUTS:
        book = layout()
        writers.write(book, HERE / "workbooks")
        expected = json.dumps(book.document(), ensure_ascii=False, indent=1)
        (HERE / "expected" / f"{Path(book.name).stem}.json").write_text(expected + "\n", "utf-8")
        count += len(book.tasks)
    print(f"{len(LAYOUTS)} workbooks, {count} tasks")


if __name__ == "__main__":
    main()
