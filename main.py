"""Start of the program: a window, or a headless command."""

import gc
import sys


def main() -> int:
    """Open the window where no command is given."""
    spare_the_collector()
    if any(
        not argument.startswith("-") or argument in ("-h", "--help")
        for argument in _without_values(sys.argv[1:])
    ):
        from headless import run

        return run(sys.argv[1:])
    from ui.app import start

    return start(sys.argv)


def spare_the_collector() -> None:
    """Let garbage be looked for less often: a list of 20,000 tasks is half a million small values that hold no cycles."""
    gc.set_threshold(100_000, 20, 50)


def _without_values(arguments: list[str]) -> list[str]:
    """The arguments without the values of the two switches a window start may carry too."""
    kept, skip = [], False
    for argument in arguments:
        if not skip:
            kept.append(argument)
        skip = argument in ("--workspace", "--today") and not skip
    return kept


if __name__ == "__main__":
    if getattr(sys, "frozen", False):
        # Lists are read in a child process; a frozen program would otherwise start itself again.
        import multiprocessing

        multiprocessing.freeze_support()
    sys.exit(main())
