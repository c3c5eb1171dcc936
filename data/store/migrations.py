"""The schema as its history: ordered migrations, only ever added to. All tables STRICT, ids UUID text."""

from collections.abc import Collection, Sequence

from sqlite_utils import Database, Migrations

migrations = Migrations("desk")

_SHARED = {"rev": int, "updated_by": str}


def _create(
    db: Database,
    name: str,
    columns: dict[str, type],
    pk: str | tuple[str, ...] = "id",
    optional: Collection[str] = (),
    foreign_keys: Sequence[tuple[str, str, str]] = (),
) -> None:
    """A STRICT table whose columns are all required but the optional ones."""
    db.table(name).create(
        columns, pk=pk, not_null=set(columns) - set(optional), foreign_keys=foreign_keys, strict=True
    )


@migrations(name="001_desk")
def _desk(db: Database) -> None:
    _create(db, "setting", {"key": str, "value": str}, pk="key")
    _create(
        db,
        "journal",
        {
            "seq": int,
            "at": str,
            "by": str,
            "what": str,
            "subject": str,
            "detail": str,
            "prev": str,
            "hash": str,
        },
        pk="seq",
    )
    _create(
        db,
        "import",
        {
            "id": str,
            "file": str,
            "sha256": str,
            "imported_on": str,
            "counts": str,
            "undone_on": str,
            **_SHARED,
        },
        optional={"undone_on"},
    )


@migrations(name="002_tasks")
def _tasks(db: Database) -> None:
    texts = [
        "number",
        "upper_number",
        "number_text",
        "category",
        "source",
        "requirement",
        "goal",
        "measures_text",
        "lead_unit",
        "acceptance_unit",
        "responsible_person",
        "leader_in_charge",
        "phone",
        "status",
        "progress",
        "percent_text",
        "difficulty",
        "next_step",
        "note",
        "due",
        "due_confirmed",
    ]
    required = {
        "id": str,
        "position": int,
        "batch": str,
        "import_id": str,
        "number_sort": int,
        "finding": str,
        "units": str,
        "supporting": str,
        "deadline_text": str,
        "deadline": str,
        "long_term": int,
        "needs_review": int,
        "at": str,
        "origin": str,
        "extra": str,
        "percent": int,
        "local_note": str,
        "gone": int,
        **_SHARED,
    }
    _create(
        db,
        "task",
        {**required, **dict.fromkeys(texts, str)},
        optional=set(texts),
        foreign_keys=[("import_id", "import", "id")],
    )
    for columns in (["position"], ["number_sort"], ["due"], ["lead_unit"], ["batch"]):
        db.table("task").create_index(columns)
    _create(
        db,
        "measure",
        {
            "id": str,
            "task_id": str,
            "position": int,
            "text": str,
            "units": str,
            "due": str,
            "deadline": str,
            "reported": str,
            "done_on": str,
            "gone": int,
            **_SHARED,
        },
        optional={"due", "deadline", "done_on"},
        foreign_keys=[("task_id", "task", "id")],
    )
    db.table("measure").create_index(["task_id"])


@migrations(name="003_work")
def _work(db: Database) -> None:
    task = ("task_id", "task", "id")
    measure = ("measure_id", "measure", "id")
    _create(
        db,
        "progress_entry",
        {
            "id": str,
            "task_id": str,
            "measure_id": str,
            "on": str,
            "text": str,
            "percent": int,
            "by": str,
            **_SHARED,
        },
        optional={"measure_id", "percent"},
        foreign_keys=[task, measure],
    )
    _create(
        db,
        "evidence",
        {
            "id": str,
            "task_id": str,
            "position": int,
            "sha256": str,
            "size": int,
            "name": str,
            "title": str,
            "kind": str,
            "dated": str,
            "document_number": str,
            "pages": int,
            "note": str,
            "added_on": str,
            **_SHARED,
        },
        optional={"dated", "pages"},
        foreign_keys=[task],
    )
    _create(
        db,
        "evidence_measure",
        {"evidence_id": str, "measure_id": str},
        pk=("evidence_id", "measure_id"),
        foreign_keys=[("evidence_id", "evidence", "id"), measure],
    )
    _create(
        db,
        "waiver",
        {"id": str, "task_id": str, "measure_id": str, "kind": str, "reason": str, **_SHARED},
        foreign_keys=[task, measure],
    )
    _create(db, "verification", {"task_id": str, "body": str, **_SHARED}, pk="task_id", foreign_keys=[task])
    _create(
        db,
        "sign_off",
        {
            "id": str,
            "task_id": str,
            "role": str,
            "name": str,
            "post": str,
            "opinion": str,
            "on": str,
            **_SHARED,
        },
        optional={"on"},
        foreign_keys=[task],
    )
    _create(
        db,
        "step",
        {
            "id": str,
            "task_id": str,
            "position": int,
            "kind": str,
            "on": str,
            "by": str,
            "document": str,
            "note": str,
            **_SHARED,
        },
        foreign_keys=[task],
    )
    for table in ("progress_entry", "evidence", "waiver", "sign_off", "step"):
        db.table(table).create_index(["task_id"])


@migrations(name="004_packages")
def _packages(db: Database) -> None:
    _create(
        db,
        "package",
        {
            "id": str,
            "task_id": str,
            "number": str,
            "version": int,
            "made_on": str,
            "file_name": str,
            "sha256": str,
            "manifest_sha256": str,
            "code": str,
            "size": int,
            **_SHARED,
        },
        foreign_keys=[("task_id", "task", "id")],
    )
    db.table("package").create_index(["number", "version"], unique=True)
    _create(
        db,
        "answer",
        {"id": str, "package_id": str, "accepted": int, "on": str, "body": str, "mended": str, **_SHARED},
        foreign_keys=[("package_id", "package", "id")],
    )


@migrations(name="005_notices")
def _notices(db: Database) -> None:
    _create(
        db,
        "notice",
        {"task_id": str, "start": str, "end": str, "body": str, **_SHARED},
        pk="task_id",
        optional={"start", "end"},
        foreign_keys=[("task_id", "task", "id")],
    )


@migrations(name="006_corrections")
def _corrections(db: Database) -> None:
    columns = {"id": str, "task_id": str, "field": str, "base": str, "value": str, "theirs": str, **_SHARED}
    _create(db, "correction", columns, optional={"theirs"}, foreign_keys=[("task_id", "task", "id")])
    db.table("correction").create_index(["task_id", "field"], unique=True)


@migrations(name="007_signed_forms")
def _signed_forms(db: Database) -> None:
    columns = {"task_id": str, "form": str, "version": int, "code": str, "body": str, **_SHARED}
    task = ("task_id", "task", "id")
    _create(db, "printed_form", columns, pk=("task_id", "form", "version"), foreign_keys=[task])
    _create(db, "signed_form", columns, pk=("task_id", "form", "version"), foreign_keys=[task])
    for column in ("mark", "over"):
        db.table("sign_off").add_column(column, str, not_null_default="")
    _create(db, "signature_image", {"name": str, "sha256": str, **_SHARED}, pk="name")


@migrations(name="008_levels")
def _levels(db: Database) -> None:
    for name, column in (("step", "level"), ("answer", "level"), ("evidence", "look")):
        db.table(name).add_column(column, str, not_null_default="")
    db.table("evidence").create_index(["sha256"])


@migrations(name="009_volumes")
def _volumes(db: Database) -> None:
    db.table("package").add_column("volumes", str, not_null_default="[]")


@migrations(name="010_archive_numbers")
def _archive_numbers(db: Database) -> None:
    columns = {"task_id": str, "item": str, "prefix": str, "number": int, **_SHARED}
    _create(db, "archive_number", columns, pk=("task_id", "item"), foreign_keys=[("task_id", "task", "id")])
    db.table("archive_number").create_index(["prefix", "number"], unique=True)


@migrations(name="011_sent_files")
def _sent_files(db: Database) -> None:
    db.table("package").add_column("beside", str, not_null_default="[]")


@migrations(name="012_numbers_for_good")
def _numbers_for_good(db: Database) -> None:
    db.table("archive_number").transform(pk=("task_id", "item", "prefix"))
    db.table("package").add_column("pages", int)


@migrations(name="013_codes_as_sent")
def _codes_as_sent(db: Database) -> None:
    db.table("package").add_column("codes", str, not_null_default="{}")
