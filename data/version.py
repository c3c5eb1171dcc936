"""The version of the program, said once."""

VERSION = "0.1.0"
PROGRAM = f"整改通 {VERSION}"
