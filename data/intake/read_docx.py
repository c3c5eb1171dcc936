"""The tables of a Word document (.docx) as grids: the annex of a plan is often a Word table."""

import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from defusedxml.ElementTree import fromstring

from data.domain.errors import UserError
from data.intake.cells import MAX_COLUMNS, check_extent, row_of
from data.intake.grid import Grid, Merge
from data.intake.numbering import Numbering, numbering_of
from data.intake.sniff import part_name

_LONGEST_NAME = 60
_WRAPPERS = ("sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag")
