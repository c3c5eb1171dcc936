"""Errors meant for a person: what is wrong and what to do about it."""


class UserError(Exception):
    """Something the person at the desk can mend.

    ``title`` says what is wrong, ``advice`` what to do; both are whole Chinese sentences.
    Raised where the cause is known; shown as a message by the window, as one line by the commands (exit 3).
    """

    def __init__(self, title: str, advice: str) -> None:
        super().__init__(f"{title}{advice}")
        self.title = title
        self.advice = advice


class Cancelled(Exception):
    """The person asked a running job to stop; raised by ``report`` so that work functions test no flag."""
