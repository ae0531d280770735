"""A teacher's files taken apart into sections: Markdown, notebooks and PDFs."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

KINDS = (".md", ".markdown", ".ipynb", ".pdf")
_LARGEST = 50_000_000  # bytes
_MOST_PAGES = 2_000
_CHUNK = 220  # words: about what fits into a prompt beside the learner's code
_HEADING = re.compile(r"^#{1,6}\s+(.+?)\s*#*\s*$")
_FENCE = re.compile(r"^\s*(?:```|~~~)")


class UnreadableFile(Exception):
    """This file can't be read; the message says why in a few words."""


@dataclass(frozen=True, slots=True)
class Section:
    """A piece of a document: the heading (or page) it stands under, and its text."""

    heading: str
    text: str


@dataclass(frozen=True, slots=True)
class Document:
    """One file: its title and its sections in their order."""

    title: str
    sections: tuple[Section, ...]


def read_document(path: Path) -> Document:
    """Read one file of a known kind.

    Raises:
        UnreadableFile: too large, damaged, encrypted, or not what its name says.
    """
    try:
        if path.stat().st_size > _LARGEST:
            raise UnreadableFile("larger than 50 MB")
        kind = path.suffix.lower()
        if kind == ".pdf":
            return _pdf(path)
        text = path.read_text("utf-8-sig")
        blocks = _notebook(text) if kind == ".ipynb" else [text]
    except UnicodeDecodeError as error:
        raise UnreadableFile("not UTF-8 text") from error
    except OSError as error:
        raise UnreadableFile("can't be opened") from error
    sections = list(_markdown("\n\n".join(blocks)))
    title = next((section.heading for section in sections if section.heading), "") or path.stem
    return Document(title, _chunked(sections))


def _markdown(text: str) -> Iterator[Section]:
    """Sections by headings; a `#` inside a fence is code, not a heading."""
    heading, lines, fenced = "", [], False
    for line in text.splitlines():
        fenced ^= bool(_FENCE.match(line))
        matched = None if fenced else _HEADING.match(line)
        if matched is None:
            lines.append(line)
            continue
        yield Section(heading, "\n".join(lines).strip())
        heading, lines = matched[1], []
    yield Section(heading, "\n".join(lines).strip())


def _notebook(text: str) -> list[str]:
    try:
        cells = json.loads(text)["cells"]
        blocks = []
        for cell in cells:
            source = "".join(cell["source"])
            blocks.append(source if cell["cell_type"] != "code" else f"```python\n{source}\n```")
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise UnreadableFile("not a notebook") from error
    return blocks


def _pdf(path: Path) -> Document:
    """One section a page: pages are how people cite a PDF."""
    from pypdf import PdfReader  # slow to import, and most courses and every start do without it
    from pypdf.errors import PyPdfError

    try:
        reader = PdfReader(path)
        if reader.is_encrypted and not reader.decrypt(""):
            raise UnreadableFile("protected by a password")
        pages = [page.extract_text() for page in reader.pages[:_MOST_PAGES]]
        title = str((reader.metadata and reader.metadata.title) or "").strip()
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError) as error:
        # Damaged PDFs fail in many ways inside the parser.
        raise UnreadableFile("damaged") from error
    sections = [Section(f"page {number}", text.strip()) for number, text in enumerate(pages, start=1)]
    if not any(section.text for section in sections):
        raise UnreadableFile("holds no text, only pictures")
    return Document(title or path.stem, _chunked(sections))


def _chunked(sections: list[Section]) -> tuple[Section, ...]:
    """Long sections in parts of about `_CHUNK` words, cut between paragraphs where possible; empty ones left out."""
    chunks = []
    for section in sections:
        parts: list[str] = []
        size = 0
        for paragraph in _paragraphs(section.text):
            words = len(paragraph.split())
            if parts and size + words > _CHUNK:
                chunks.append(Section(section.heading, "\n\n".join(parts)))
                parts, size = [], 0
            parts.append(paragraph)
            size += words
        if parts:
            chunks.append(Section(section.heading, "\n\n".join(parts)))
    return tuple(chunks)


def _paragraphs(text: str) -> Iterator[str]:
    for paragraph in re.split(r"\n\s*\n", text):
        words = paragraph.split()
        if len(words) <= _CHUNK:
            if words:
                yield paragraph.strip("\n")
        else:
            for start in range(0, len(words), _CHUNK):
                yield " ".join(words[start : start + _CHUNK])
