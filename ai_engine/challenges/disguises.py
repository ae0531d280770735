"""Text in the disguises in which a solution could be carried out: squeezed, turned round, shifted, written as numbers.

A line of a solution is looked for in all of them at once; what is found this way was never there by chance.
"""

import base64
import codecs
import html
import re
import unicodedata
from collections.abc import Iterable, Iterator
from urllib.parse import unquote

# Letters of other alphabets that look like Latin ones.
_LOOKS_LIKE = str.maketrans(
    "аеорсухікмтвнԁѕјһԛԝαβερτυνοιкΑΒΕΖΗΙΚΜΝΟΡΤΥΧѡһᴀᴄᴏᴠᴡ",
    "aeopcyxikmtbhdsjhqwabeptuvoikABEZHIKMNOPTYXwhacovw",
)
# Braille, letters in circles and squares, invisible tags.
_PICTURED = ((0x2460, 0x24FF), (0x2800, 0x28FF), (0x1F130, 0x1F189), (0xE0000, 0xE007F))
_MOST_PICTURED = 4
_ESCAPED = re.compile(r"\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4}))")
_LEAST = 12  # letters of a line that say enough in any disguise


def plain(text: str) -> str:
    """Text as it is meant to be read: no invisible characters, look-alikes as Latin letters, escapes resolved."""
    text = unicodedata.normalize("NFKC", html.unescape(unquote(text)))
    text = _ESCAPED.sub(lambda found: chr(int(found[1] or found[2], 16)), text)
    text = text.replace("\\n", "\n").replace("\\t", "    ").replace('\\"', '"')
    text = "".join(c for c in text if unicodedata.category(c) not in ("Cf", "Mn") and c not in "\u115f\u3164\u2800")
    return text.translate(_LOOKS_LIKE)


def is_disguised(text: str) -> bool:
    """Whether invisible characters stand inside words, or one word mixes alphabets."""
    if re.search(r"\w[\u200b-\u200f\u2060-\u2064\ufeff\u00ad]+\w", text):
        return True
    for word in re.findall(r"[^\W\d_]{2,}", text):
        kinds = {unicodedata.name(letter, "?").split()[0] for letter in word}
        if "LATIN" in kinds and kinds & {"CYRILLIC", "GREEK"}:
            return True
    if sum(any(first <= ord(c) <= last for first, last in _PICTURED) for c in text) >= _MOST_PICTURED:
        return True
    return any(0xFF01 <= ord(c) <= 0xFF5E or 0x1D400 <= ord(c) <= 0x1D7FF for c in text)


def squeezed(text: str) -> str:
    """Letters, digits and operators only, in lower case."""
    return re.sub(r"[^a-z0-9_=+/%<>-]", "", text.lower())


def letters(text: str) -> str:
    """Letters only, in lower case."""
    return re.sub(r"[^a-z]", "", text.lower())


class Disguised:
    """What a set of lines looks like in every disguise, ready to be looked for."""

    def __init__(self, lines: Iterable[str]) -> None:
        self._forms: dict[str, dict[str, set[str]]] = {}
        for line in lines:
            for kind, form in _forms(line):
                self._forms.setdefault(kind, {}).setdefault(form, set()).add(line)

    def found(self, text: str) -> set[str]:
        """The lines that stand in the text in a disguise (not plainly)."""
        views = _views(text)
        hits: set[str] = set()
        for kind, forms in self._forms.items():
            view = views[kind.split(":")[0]]
            for form, lines in forms.items():
                if form in view:
                    hits |= lines
        return hits


def _views(text: str) -> dict[str, str]:
    return {
        "letters": letters(text),
        "base64": re.sub(r"[^A-Za-z0-9+/]", "", text),
        "base32": re.sub(r"[^A-Z2-7]", "", text.upper()),
        "hex": re.sub(r"[^0-9a-f]", "", re.sub(r"0x|\\x", "", text.lower())),
        "digits": re.sub(r"[^0-9]", "", text),
        "morse": re.sub(r"[^.\-]", "", text.replace("·", ".").replace("−", "-").replace("–", "-")),
    }


def _forms(line: str) -> Iterator[tuple[str, str]]:
    line = line.strip()
    bare = letters(line)
    if len(bare) >= _LEAST - 2:
        yield "letters:reversed", bare[::-1]
        for shift in range(1, 26):
            yield "letters:shifted", "".join(chr((ord(c) - 97 + shift) % 26 + 97) for c in bare)
        yield "letters:mirrored", "".join(chr(219 - ord(c)) for c in bare)
        yield "morse", "".join(_MORSE[c] for c in bare)
    raw = line.encode("utf-8")
    if len(raw) >= 8:
        for lead in range(3):
            whole = base64.b64encode(b" " * lead + raw).decode()
            core = whole[(4 if lead else 0) : len(whole) - 4]
            if len(core) >= 8:
                yield "base64", core
        for lead in range(5):
            core = base64.b32encode(b" " * lead + raw).decode()[(8 if lead else 0) : -8]
            if len(core) >= 12:
                yield "base32", core
        yield "hex", raw.hex()
        yield "digits", "".join(str(byte) for byte in raw)
        yield "digits", "".join(f"{byte:08b}" for byte in raw)
        yield "digits", "".join(f"{byte:03d}" for byte in raw)
        yield "digits", "".join(f"{byte:o}" for byte in raw)
    rotated = codecs.encode(line[::-1], "rot13")
    if len(letters(rotated)) >= _LEAST:
        yield "letters:reversed", letters(rotated)


_CODES = """
.- -... -.-. -.. . ..-. --. .... .. .--- -.- .-.. -- -. --- .--. --.- .-. ... - ..- ...- .-- -..- -.-- --..
"""
_MORSE = dict(zip("abcdefghijklmnopqrstuvwxyz", _CODES.split(), strict=True))
