"""The version of the program as it names itself; ``pyproject.toml`` names the same."""

VERSION = "0.1.0"
PROGRAM = f"整改通 {VERSION}"
