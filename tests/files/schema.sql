"id" INTEGER PRIMARY KEY,
"migration_set" TEXT,
"name" TEXT,
"applied_at" TEXT
) STRICT;
CREATE TABLE "setting" (
"key" TEXT PRIMARY KEY NOT NULL,
"value" TEXT NOT NULL
) STRICT;
CREATE TABLE "journal" (
"seq" INTEGER PRIMARY KEY NOT NULL,
"at" TEXT NOT NULL,
"by" TEXT NOT NULL,
"what" TEXT NOT NULL,
"subject" TEXT NOT NULL,
"detail" TEXT NOT NULL,
"prev" TEXT NOT NULL,
"hash" TEXT NOT NULL
) STRICT;
CREATE TABLE "import" (
"id" TEXT PRIMARY KEY NOT NULL,
"file" TEXT NOT NULL,
"sha256" TEXT NOT NULL,
"imported_on" TEXT NOT NULL,
"counts" TEXT NOT NULL,
"undone_on" TEXT,
"rev" INTEGER NOT NULL,
"updated_by" TEXT NOT NULL
) STRICT;
CREATE TABLE "task" (
"id" TEXT PRIMARY KEY NOT NULL,
"position" INTEGER NOT NULL,
"batch" TEXT NOT NULL,
"import_id" TEXT NOT NULL REFERENCES "import"("id"),
"number_sort" INTEGER NOT NULL,
"finding" TEXT NOT NULL,
"units" TEXT NOT NULL,
"supporting" TEXT NOT NULL,
"deadline_text" TEXT NOT NULL,
"deadline" TEXT NOT NULL,
"long_term" INTEGER NOT NULL,
"needs_review" INTEGER NOT NULL,
"at" TEXT NOT NULL,
"origin" TEXT NOT NULL,
"extra" TEXT NOT NULL,
"percent" INTEGER NOT NULL,
"local_note" TEXT NOT NULL,
"gone" INTEGER NOT NULL,
"rev" INTEGER NOT NULL,
"updated_by" TEXT NOT NULL,
"number" TEXT,
"upper_number" TEXT,
"number_text" TEXT,
"category" TEXT,
"source" TEXT,
"requirement" TEXT,
"goal" TEXT,
"measures_text" TEXT,
"lead_unit" TEXT,
"acceptance_unit" TEXT,
"responsible_person" TEXT,
"leader_in_charge" TEXT,
"phone" TEXT,
"status" TEXT,
"progress" TEXT,
"percent_text" TEXT,
"difficulty" TEXT,
"next_step" TEXT,
"note" TEXT,
"due" TEXT,
"due_confirmed" TEXT
) STRICT;
CREATE INDEX "idx_task_position"
ON "task" ("position");
CREATE INDEX "idx_task_number_sort"
ON "task" ("number_sort");
CREATE INDEX "idx_task_due"
ON "task" ("due");
CREATE INDEX "idx_task_lead_unit"
ON "task" ("lead_unit");
CREATE INDEX "idx_task_batch"
ON "task" ("batch");
CREATE TABLE "measure" (
"id" TEXT PRIMARY KEY NOT NULL,
"task_id" TEXT NOT NULL REFERENCES "task"("id"),
"position" INTEGER NOT NULL,
"text" TEXT NOT NULL,
"units" TEXT NOT NULL,
"due" TEXT,
"deadline" TEXT,
"reported" TEXT NOT NULL,
"done_on" TEXT,
"gone" INTEGER NOT NULL,
"rev" INTEGER NOT NULL,
"updated_by" TEXT NOT NULL
) STRICT;
CREATE INDEX "idx_measure_task_id"
ON "measure" ("task_id");
CREATE TABLE "progress_entry" (
"id" TEXT PRIMARY KEY NOT NULL,
"task_id" TEXT NOT NULL REFERENCES "task"("id"),
"measure_id" TEXT REFERENCES "measure"("id"),
"on" TEXT NOT NULL,
"text" TEXT NOT NULL,
"percent" INTEGER,
"by" TEXT NOT NULL,
"rev" INTEGER NOT NULL,
"updated_by" TEXT NOT NULL
) STRICT;
CREATE TABLE "evidence" (
"id" TEXT PRIMARY KEY NOT NULL,
"task_id" TEXT NOT NULL REFERENCES "task"("id"),
"position" INTEGER NOT NULL,
"sha256" TEXT NOT NULL,
"size" INTEGER NOT NULL,
"name" TEXT NOT NULL,
"title" TEXT NOT NULL,
"kind" TEXT NOT NULL,
"dated" TEXT,
"document_number" TEXT NOT NULL,
"pages" INTEGER,
"note" TEXT NOT NULL,
"added_on" TEXT NOT NULL,
"rev" INTEGER NOT NULL,
"updated_by" TEXT NOT NULL
, "look" TEXT NOT NULL DEFAULT '') STRICT;
CREATE TABLE "evidence_measure" (
"evidence_id" TEXT NOT NULL REFERENCES "evidence"("id"),
"measure_id" TEXT NOT NULL REFERENCES "measure"("id"),
PRIMARY KEY ("evidence_id", "measure_id")
) STRICT;
CREATE TABLE "waiver" (
"id" TEXT PRIMARY KEY NOT NULL,
"task_id" TEXT NOT NULL REFERENCES "task"("id"),
"measure_id" TEXT NOT NULL REFERENCES "measure"("id"),
"kind" TEXT NOT NULL,
"reason" TEXT NOT NULL,
"rev" INTEGER NOT NULL,
"updated_by" TEXT NOT NULL
) STRICT;
CREATE TABLE "verification" (
"task_id" TEXT PRIMARY KEY NOT NULL REFERENCES "task"("id"),
"body" TEXT NOT NULL,
"rev" INTEGER NOT NULL,
"updated_by" TEXT NOT NULL
) STRICT;
CREATE TABLE "sign_off" (
"id" TEXT PRIMARY KEY NOT NULL,
"task_id" TEXT NOT NULL REFERENCES "task"("id"),
"role" TEXT NOT NULL,
"name" TEXT NOT NULL,
"post" TEXT NOT NULL,
"opinion" TEXT NOT NULL,
"on" TEXT,
"rev" INTEGER NOT NULL,
"updated_by" TEXT NOT NULL
, "mark" TEXT NOT NULL DEFAULT '', "over" TEXT NOT NULL DEFAULT '') STRICT;
CREATE TABLE "step" (
"id" TEXT PRIMARY KEY NOT NULL,
"task_id" TEXT NOT NULL REFERENCES "task"("id"),
"position" INTEGER NOT NULL,
"kind" TEXT NOT NULL,
"on" TEXT NOT NULL,
"by" TEXT NOT NULL,
"document" TEXT NOT NULL,
"note" TEXT NOT NULL,
"rev" INTEGER NOT NULL,
"updated_by" TEXT NOT NULL
, "level" TEXT NOT NULL DEFAULT '') STRICT;
CREATE INDEX "idx_progress_entry_task_id"
ON "progress_entry" ("task_id");
CREATE INDEX "idx_evidence_task_id"
ON "evidence" ("task_id");
CREATE INDEX "idx_waiver_task_id"
ON "waiver" ("task_id");
CREATE INDEX "idx_sign_off_task_id"
ON "sign_off" ("task_id");
CREATE INDEX "idx_step_task_id"
ON "step" ("task_id");
CREATE TABLE "package" (
"id" TEXT PRIMARY KEY NOT NULL,
"task_id" TEXT NOT NULL REFERENCES "task"("id"),
"number" TEXT NOT NULL,
"version" INTEGER NOT NULL,
"made_on" TEXT NOT NULL,
"file_name" TEXT NOT NULL,
"sha256" TEXT NOT NULL,
"manifest_sha256" TEXT NOT NULL,
"code" TEXT NOT NULL,
"size" INTEGER NOT NULL,
"rev" INTEGER NOT NULL,
"updated_by" TEXT NOT NULL
, "volumes" TEXT NOT NULL DEFAULT '[]', "beside" TEXT NOT NULL DEFAULT '[]', "pages" INTEGER, "codes" TEXT NOT NULL DEFAULT '{}') STRICT;
CREATE UNIQUE INDEX "idx_package_number_version"
ON "package" ("number", "version");
CREATE TABLE "answer" (
"id" TEXT PRIMARY KEY NOT NULL,
"package_id" TEXT NOT NULL REFERENCES "package"("id"),
"accepted" INTEGER NOT NULL,
"on" TEXT NOT NULL,
"body" TEXT NOT NULL,
"mended" TEXT NOT NULL,
"rev" INTEGER NOT NULL,
"updated_by" TEXT NOT NULL
, "level" TEXT NOT NULL DEFAULT '') STRICT;
CREATE TABLE "notice" (
"task_id" TEXT PRIMARY KEY NOT NULL REFERENCES "task"("id"),
"start" TEXT,
"end" TEXT,
"body" TEXT NOT NULL,
"rev" INTEGER NOT NULL,
"updated_by" TEXT NOT NULL
) STRICT;
CREATE TABLE "correction" (
"id" TEXT PRIMARY KEY NOT NULL,
"task_id" TEXT NOT NULL REFERENCES "task"("id"),
"field" TEXT NOT NULL,
"base" TEXT NOT NULL,
"value" TEXT NOT NULL,
"theirs" TEXT,
"rev" INTEGER NOT NULL,
"updated_by" TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX "idx_correction_task_id_field"
ON "correction" ("task_id", "field");
CREATE TABLE "printed_form" (
"task_id" TEXT NOT NULL REFERENCES "task"("id"),
"form" TEXT NOT NULL,
"version" INTEGER NOT NULL,
"code" TEXT NOT NULL,
"body" TEXT NOT NULL,
"rev" INTEGER NOT NULL,
"updated_by" TEXT NOT NULL,
PRIMARY KEY ("task_id", "form", "version")
) STRICT;
CREATE TABLE "signed_form" (
"task_id" TEXT NOT NULL REFERENCES "task"("id"),
"form" TEXT NOT NULL,
"version" INTEGER NOT NULL,
"code" TEXT NOT NULL,
"body" TEXT NOT NULL,
"rev" INTEGER NOT NULL,
"updated_by" TEXT NOT NULL,
PRIMARY KEY ("task_id", "form", "version")
) STRICT;
CREATE TABLE "signature_image" (
"name" TEXT PRIMARY KEY NOT NULL,
"sha256" TEXT NOT NULL,
"rev" INTEGER NOT NULL,
"updated_by" TEXT NOT NULL
) STRICT;
CREATE INDEX "idx_evidence_sha256"
ON "evidence" ("sha256");
CREATE TABLE "archive_number" (
"task_id" TEXT NOT NULL REFERENCES "task"("id"),
"item" TEXT NOT NULL,
"prefix" TEXT NOT NULL,
"number" INTEGER NOT NULL,
"rev" INTEGER NOT NULL,
"updated_by" TEXT NOT NULL,
PRIMARY KEY ("task_id", "item", "prefix")
) STRICT;
CREATE UNIQUE INDEX "idx_archive_number_prefix_number"
ON "archive_number" ("prefix", "number");
