"""What makes a PDF last (PDF/A-2b; A-3b with data attached): its colours, its description as XMP, its attachments, an ID of its contents.

Written through reportlab's own objects: a second pass over the finished file would cost more than a page takes to draw.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from hashlib import blake2b
from pathlib import Path
from xml.sax.saxutils import escape

from reportlab.pdfbase.pdfdoc import (
    XMP,
    PDFArray,
    PDFDate,
    PDFDictionary,
    PDFDocument,
    PDFName,
    PDFStream,
    PDFString,
    PDFZCompress,
)
from reportlab.pdfgen.canvas import Canvas

from exporters.pdf.fields import has_fields

_PROFILE = Path(__file__).resolve().parent.parent.parent / "resources" / "srgb.icc"
_NOT_TEXT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_NO_ID = b"\n[<" + b"0" * 32 + b"><" + b"0" * 32 + b">]\n"
_MARK = b"endstream\n"
_format_stream = PDFStream.format


def _on_its_own_line(stream: PDFStream, document: PDFDocument) -> bytes:
    # reportlab sets "endstream" right behind the last byte; PDF/A wants it on a line of its own
    return _format_stream(stream, document)[: -len(_MARK)] + b"\n" + _MARK


PDFStream.format = _on_its_own_line  # pyright: ignore[reportAttributeAccessIssue]


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file carried inside the PDF (附件数据): its name, what it is, its MIME type and bytes."""

    name: str
    about: str
    kind: str
    data: bytes


def plain(text: str) -> str:
    """The text without what can stand in no document description (control characters, half characters)."""
    return _NOT_TEXT.sub("", text)


def lasting(canvas: Canvas, attachments: Sequence[Attachment] = ()) -> bytes:
    """The whole document as PDF/A: part 2 level B, or part 3 where data is attached. Its ID follows from its bytes.

    A form to be filled in makes no such claim: what a viewer writes into it later is out of our hands.
    """
    document: PDFDocument = vars(canvas)["_doc"]
    catalog = vars(document)["Catalog"]
    part = "" if has_fields(document) else "3" if attachments else "2"
    catalog.__NoDefault__ = [*catalog.__NoDefault__, "OutputIntents", "AF"]
    catalog.OutputIntents = PDFArray([_colours()])
    catalog.Metadata = XMP(creator=lambda doc: _described(doc, part))
    if attachments:
        _attach(document, attachments)
    vars(document)["_ID"] = _NO_ID
    data = canvas.getpdfdata()
    body, _, end = data.rpartition(_NO_ID)
    digest = blake2b(body, digest_size=16).hexdigest().encode()
    return b"".join((body, _NO_ID.replace(b"0" * 32, digest), end))


@cache
def _profile() -> bytes:
    return _PROFILE.read_bytes()


def _colours() -> PDFDictionary:
    """The output intent (输出方案): all colours are sRGB, black among them."""
    profile = PDFStream(PDFDictionary({"N": 3}), _profile())
    name = PDFString("sRGB IEC61966-2.1")
    return PDFDictionary(
        {
            "Type": PDFName("OutputIntent"),
            "S": PDFName("GTS_PDFA1"),
            "OutputConditionIdentifier": name,
            "Info": name,
            "DestOutputProfile": profile,
        }
    )


def _attach(document: PDFDocument, attachments: Sequence[Attachment]) -> None:
    """Each file among the PDF's own files and associated with the whole document (ISO 19005-3, 6.8)."""
    names: list[object] = []
    files: list[object] = []
    for each in sorted(attachments, key=lambda each: each.name):
        files.append(document.Reference(_file(each, document)))
        names += [PDFString(each.name), files[-1]]
    catalog = vars(document)["Catalog"]
    catalog.AF = PDFArray(files)
    catalog.Names = PDFDictionary({"EmbeddedFiles": PDFDictionary({"Names": PDFArray(names)})})


def _file(attachment: Attachment, document: PDFDocument) -> PDFDictionary:
    stamp = PDFDate(ts=vars(document)["_timeStamp"])
    embedded = PDFStream(
        PDFDictionary(
            {
                "Type": PDFName("EmbeddedFile"),
                "Subtype": "/" + attachment.kind.replace("/", "#2F"),
                "Params": PDFDictionary({"Size": len(attachment.data), "ModDate": stamp}),
            }
        ),
        attachment.data,
        [PDFZCompress],
    )
    stream = document.Reference(embedded)
    return PDFDictionary(
        {
            "Type": PDFName("Filespec"),
            "F": PDFString(attachment.name),
            "UF": PDFString(attachment.name),
            "Desc": PDFString(attachment.about),
            "AFRelationship": PDFName("Data"),
            "EF": PDFDictionary({"F": stream, "UF": stream}),
        }
    )


def _described(document: PDFDocument, part: str) -> bytes:
    """The document's properties once more as XMP (元数据), word for word as in its information dictionary."""
    info = vars(document)["info"]
    stamp = vars(document)["_timeStamp"]
    year, month, day, hour, minute, second = stamp.YMDhms
    at = f"{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}{stamp.dhh:+03}:00"
    simple = {
        "pdfaid:part": part,
        "pdfaid:conformance": "B" if part else "",
        "pdf:Producer": info.producer,
        "pdf:Keywords": info.keywords,
        "xmp:CreatorTool": info.creator,
        "xmp:CreateDate": at,
        "xmp:ModifyDate": at,
        "dc:format": "application/pdf",
    }
    lists = {
        "dc:title": ("Alt", ' xml:lang="x-default"', info.title),
        "dc:description": ("Alt", ' xml:lang="x-default"', info.subject),
        "dc:creator": ("Seq", "", info.author),
        "dc:language": ("Bag", "", vars(document)["Catalog"].Lang.s),
    }
    said = [f"<{key}>{escape(value)}</{key}>" for key, value in simple.items() if value]
    said += [
        f"<{key}><rdf:{kind}><rdf:li{lang}>{escape(value)}</rdf:li></rdf:{kind}></{key}>"
        for key, (kind, lang, value) in lists.items()
        if value
    ]
    return _PACKET.format("\n".join(said)).encode()


_PACKET = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/" \
xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">
{}
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="r"?>"""
