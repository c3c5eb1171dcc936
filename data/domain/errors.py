"""Errors meant for a person: what is wrong and what to do about it."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from data.domain.model import Finding


class UserError(Exception):
    """Something the person at the desk can mend.

    ``title`` says what is wrong, ``advice`` what to do; both are whole Chinese sentences.
    Raised where the cause is known; shown as a message by the window, as one line by the commands (exit 3).
    """

    def __init__(self, title: str, advice: str) -> None:
        super().__init__(f"{title}{advice}")
        self.title = title
        self.advice = advice


class Incomplete(UserError):
    """Something is still missing before this can leave the desk; ``findings`` says what, nothing was written (exit 4)."""

    def __init__(self, findings: "list[Finding]") -> None:
        super().__init__(
            f"还有{len(findings)}处会被退回，没有生成申请包。", "请逐条补齐；确需先报的，写明理由后再生成。"
        )
        self.findings = findings


class ByHand(UserError):
    """A reply the program cannot read but a person can (a scan): it is typed in, and kept with what was typed."""


class OtherLevel(UserError):
    """An answer that names another level (验收层级) than the one asked: a person must say whose it is."""

    def __init__(self, named: str, asked: str) -> None:
        super().__init__(
            f"答复上写的验收层级是“{named}”，现在等的是“{asked}”的答复。",
            "请核对是哪一级的答复，指明层级后再登记。",
        )


class Cancelled(Exception):
    """The person asked a running job to stop; raised by ``report`` so that work functions test no flag."""
