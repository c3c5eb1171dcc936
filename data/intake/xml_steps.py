"""Steps through Office XML by local names, so that every namespace Office programs write is read alike."""

from collections.abc import Iterator
from xml.etree.ElementTree import Element


def local(node: Element) -> str:
    """The node's name without its namespace."""
    return node.tag.rpartition("}")[2] if isinstance(node.tag, str) else ""


def children(node: Element | None, name: str) -> Iterator[Element]:
    """The direct children of that name."""
    return (each for each in (() if node is None else node) if local(each) == name)


def child(node: Element | None, name: str) -> Element | None:
    """The first direct child of that name."""
    return next(children(node, name), None)


def attribute(node: Element | None, name: str) -> str:
    """The attribute of that local name; "" where there is none."""
    pairs = () if node is None else node.attrib.items()
    return next((value for key, value in pairs if key.rpartition("}")[2] == name), "")
