"""Writes tests/files/schema.sql, the schema as reviewed; run it when a migration was added."""

import tempfile
from pathlib import Path

from tests.factory import open_desk

if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder, open_desk(Path(folder)) as ws:
        lines = [s.strip() for s in ws.db.schema.splitlines() if "_sqlite_migrations" not in s and s.strip()]
    Path(__file__).with_name("schema.sql").write_text("\n".join(lines) + "\n", encoding="utf-8")
