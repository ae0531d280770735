"""Reading a pasted error: from a full traceback of any tool down to one line out of it."""

import builtins
import re
from dataclasses import dataclass

# Enough for any traceback; a pasted log may be longer, and its end is what counts.
_MOST_CHARS = 60_000

_ANSI = re.compile(r"\x1b\[[0-9;]*[A-Za-z]")
_KNOWN = frozenset(
    name for name, value in vars(builtins).items() if isinstance(value, type) and issubclass(value, BaseException)
) | {"JSONDecodeError", "StatisticsError", "TclError", "FrozenInstanceError", "TimeoutExpired", "ExceptionGroup"}
_FRAME = re.compile(
    r"""^[ \t|+>]*(?:File[ ]"(?P<file>[^"\n]*)",[ ]line[ ](?P<line>\d+)(?:,[ ]in[ ](?P<function>[^\n]*))?
      |(?:Cell|Input)[ ]In[ ]?\[[^\]\n]*\],?[ ](?:line[ ](?P<cell>\d+)|in[ ][^\n]*)
      |<ipython-input-[^>\n]*>[ ]in[ ](?P<old>[^\n]*)
      |(?P<test>[\w./\\:-]+\.py):(?P<test_line>\d+):(?:[ ](?:in[ ](?P<test_function>\S+)|\w+)?)?[ \t]*$
    )""",
    re.VERBOSE,
)
_ARROW = re.compile(r"^-+>[ ]*(\d+)[ ]?(.*)$")
_FINAL = re.compile(r"^[ \t|]*(?:E[ \t]+)?(?P<name>(?:[A-Za-z_]\w*\.)*[A-Za-z_]\w*)(?::[ \t]?(?P<message>.*))?[ \t]*$")
_INLINE = re.compile(
    r"(?<![\w.])(?P<name>[A-Z]\w*(?:Error|Exception|Interrupt|Iteration|Exit|Warning|Group))\b(?::[ "
    r"\t]*(?P<message>[^\n]*))?"
)
_LINE_WORD = re.compile(r"\b[Ll]ine[ ]+(?:no\.?[ ]*|number[ ]+|#)?(\d{1,6})\b")
_OTHER_LANGUAGE = re.compile(
    r"\bUncaught\b|\bException in thread\b|\bjava\.|\bat "
    r"[\w.$<>]+\([\w.]+:\d+|\.js:\d+|\bSystem\.\w+Exception\b|\bpanic:"
)
_PLAIN_WORDS = re.compile(
    r"\b(index|key|name|type|value|attribute|zero ?division|recursion|import|indentation|syntax|unbound ?local|tab|"
    r"file ?not ?found|eof|memory|assertion|module ?not ?found|keyboard ?interrupt)[ -]?(?:error)?\b(?<=error|rrupt)",
    re.IGNORECASE,
)
_TIME_LIMIT = re.compile(r"\b(?:time ?limit(?: exceeded)?|timed? ?out|TLE|TimeLimitExceeded)\b", re.IGNORECASE)
_LIBRARY = re.compile(
    r"(?:site-packages|dist-packages|[/\\]lib[/\\]python\d|[/\\]Lib[/\\]|<frozen |<__array|importlib)"
)
_MARKS = re.compile(r"^[ \t|]*[~^]+[~^ \t]*$")


@dataclass(frozen=True, slots=True)
class Frame:
    """One step of a traceback. No path is kept, only whether it leads into a library."""

    line: int
    function: str
    source: str
    marked: str
    is_library: bool
    file_name: str


@dataclass(frozen=True, slots=True)
class PastedError:
    """What a pasted error says.

    Attributes:
        exception: the class's own name, without its module.
        message: what stands behind the colon; paths in it are cut to the last part.
        frames: outermost first; empty for a single line.
        earlier: the exception during whose handling this one came up; "" if none.
    """

    exception: str
    message: str
    frames: tuple[Frame, ...] = ()
    earlier: str = ""
    named_line: int = 0

    @property
    def frame(self) -> Frame | None:
        """The innermost step in the learner's own code."""
        own = [frame for frame in self.frames if not frame.is_library]
        return own[-1] if own else None

    @property
    def line(self) -> int:
        """The line in the learner's code; 0 if the text names none."""
        return self.frame.line if self.frame else self.named_line


def parse_error(text: str) -> PastedError | None:
    """Read an error out of a text that may hold more than it; None if there is none of Python's."""
    text = _ANSI.sub("", text[-_MOST_CHARS:]).replace("\r\n", "\n").replace("\r", "\n").replace("\t", "    ")
    found = _from_traceback(text.split("\n")) or _from_sentence(text)
    if found is None and _TIME_LIMIT.search(text):
        return PastedError("TimeLimit", "", named_line=_named_line(text))
    if found is None and (words := _PLAIN_WORDS.search(text)) and not _OTHER_LANGUAGE.search(text):
        return PastedError(_by_words(words[1]), "", named_line=_named_line(text))
    return found


def _by_words(words: str) -> str:
    """`zero division` is ZeroDivisionError."""
    plain = re.sub(r"\W", "", words).lower() + "error"
    return next((name for name in _KNOWN if name.lower() in (plain, plain.removesuffix("error"))), "Exception")


def _from_traceback(lines: list[str]) -> PastedError | None:
    """Collect the steps up to the last exception line."""
    frames: list[Frame] = []
    ended: list[tuple[str, str, list[Frame]]] = []
    for number, line in enumerate(lines):
        step = _FRAME.match(line)
        if step is not None:
            frame = _frame(step, lines, number)
            if frame is not None:
                frames.append(frame)
            named = line.rstrip().rsplit(" ", 1)[-1]
            if step["test"] is not None and named in _KNOWN and not ended:
                ended.append((named, _above(lines, number), frames))
            continue
        final = _FINAL.match(line)
        if final is None or not (frames or final["message"]) or line.startswith("      "):
            continue
        name = final["name"].rsplit(".", 1)[-1]
        right_behind = bool(frames) and lines[number - 1][:1] in (" ", "|") and not line.startswith(" ")
        if (
            name in _KNOWN
            or right_behind
            or (frames and re.search(r"(?:Error|Exception|Warning|Exit)$", name) and final["name"][0] != " ")
        ):
            ended.append((name, _whole_message(final["message"] or "", lines, number), frames))
            if _continues(lines, number):
                frames = []
    if not ended:
        return None
    name, message, steps = ended[-1]
    if not steps:
        steps = next((one[2] for one in reversed(ended) if one[2] and one[0] == name), [])
    others = [one[0] for one in ended[:-1] if one[0] != name]
    if _OTHER_LANGUAGE.search("\n".join(lines)) and not steps:
        return None
    return PastedError(
        name, _without_paths(message), tuple(steps), others[-1] if others else "", _named_line("\n".join(lines))
    )


def _above(lines: list[str], number: int) -> str:
    """What pytest says in its lines that begin with E, the first of the group right above a line."""
    said = ""
    for line in reversed(lines[max(0, number - 30) : number]):
        if line.startswith("E "):
            said = line[1:].strip()
        elif said:
            break
    return said


def _continues(lines: list[str], number: int) -> bool:
    """Whether another traceback follows."""
    return any("Traceback (most recent" in line for line in lines[number + 1 :])


def _whole_message(message: str, lines: list[str], number: int) -> str:
    """A message may go on over some lines."""
    parts = [message.strip()]
    for line in lines[number + 1 : number + 4]:
        if (
            not line.strip()
            or _FRAME.match(line)
            or _FINAL.match(line)
            or line.startswith((">", "=", "-", "During", "The above"))
        ):
            break
        parts.append(line.strip())
    return " ".join(parts)[:600]


def _frame(step: "re.Match[str]", lines: list[str], number: int) -> Frame | None:
    source, marked, line = "", "", int(step["line"] or step["cell"] or step["test_line"] or 0)
    for following in lines[number + 1 : number + 12]:
        if _FRAME.match(following):
            break
        arrow = _ARROW.match(following.strip())
        if arrow:
            line, source = int(arrow[1]), arrow[2].strip()
            break
    if not source and step["file"] is not None and number + 1 < len(lines):
        candidate = lines[number + 1]
        if candidate.startswith("    ") and not _FRAME.match(candidate):
            source = candidate.strip()
            if number + 2 < len(lines) and _MARKS.match(lines[number + 2]):
                marked = _under(candidate, lines[number + 2])
    if step["test"] is not None:
        source = next((one[1:].strip() for one in reversed(lines[:number]) if one.startswith(">")), "")
    if not line:
        return None
    file = step["file"] or step["test"] or ""
    name = re.split(r"[/\\]", file)[-1]
    function = (step["function"] or step["test_function"] or step["old"] or "").strip()
    return Frame(line, function, source[:300], marked[:200], bool(_LIBRARY.search(file)), name[:80])


def _under(source: str, marks: str) -> str:
    """The part of the line that the marks underline, if they don't underline all of it."""
    start = len(marks) - len(marks.lstrip(" |"))
    return source[start : len(marks.rstrip())].strip()


def _from_sentence(text: str) -> PastedError | None:
    """An exception named within a sentence: the last known one that has a message, else the last one."""
    if _OTHER_LANGUAGE.search(text):
        return None
    found = [match for match in _INLINE.finditer(text) if match["name"] in _KNOWN]
    if not found:
        return None
    with_message = [match for match in found if match["message"]]
    chosen = (with_message or found)[-1]
    message = (chosen["message"] or "").strip().strip("`\"' ")
    if message.count("'") % 2:  # the sentence's own closing quote was no part of the message
        message += "'"
    return PastedError(chosen["name"], _without_paths(message[:600]), named_line=_named_line(text))


def _named_line(text: str) -> int:
    found = _LINE_WORD.findall(text)
    return int(found[-1]) if found else 0


def _without_paths(message: str) -> str:
    """Paths of the learner's machine, cut to the file's name."""
    message = re.sub(r"\((?:[A-Za-z]:)?[/\\][^)\n]*[/\\]([^/\\)\n]+)\)", r"(\1)", message)
    message = re.sub(r"(['\"])(?:[A-Za-z]:)?(?:[^'\"\n/\\]*[/\\])+([^'\"/\\\n]*)\1", r"\1\2\1", message)
    return re.sub(
        r"(?<![\w'\"])(?:[A-Za-z]:\\|/(?:home|Users|usr|tmp|var|mnt|root|opt)/)\S*?([^\s/\\]+)(?=[\s)]|$)",
        r"\1",
        message,
    )
