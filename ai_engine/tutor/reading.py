"""What goes with an answer: what to ask or try next, and what to read."""

from ai_engine.knowledge import Note
from ai_engine.tutor.compose.scene import Scene
from ai_engine.tutor.compose.wording import code, short_title
from ai_engine.tutor.events import Resource

_DOCUMENTATION = {
    "Getting started": (
        "The Python tutorial: an informal introduction",
        "https://docs.python.org/3/tutorial/introduction.html",
    ),
    "errors": ("The Python tutorial: errors and exceptions", "https://docs.python.org/3/tutorial/errors.html"),
    "control": ("The Python tutorial: more control flow tools", "https://docs.python.org/3/tutorial/controlflow.html"),
    "data": ("The Python tutorial: data structures", "https://docs.python.org/3/tutorial/datastructures.html"),
    "strings": (
        "The Python library: text, the str type",
        "https://docs.python.org/3/library/stdtypes.html#text-sequence-type-str",
    ),
    "classes": ("The Python tutorial: classes", "https://docs.python.org/3/tutorial/classes.html"),
    "modules": ("The Python tutorial: modules", "https://docs.python.org/3/tutorial/modules.html"),
    "files": ("The Python tutorial: input and output", "https://docs.python.org/3/tutorial/inputoutput.html"),
    "floats": (
        "The Python tutorial: floating-point arithmetic",
        "https://docs.python.org/3/tutorial/floatingpoint.html",
    ),
    "library": ("The Python tutorial: a tour of the library", "https://docs.python.org/3/tutorial/stdlib.html"),
}
_PAGES = {
    "errors": "syntax-errors name-errors type-errors value-errors index-errors key-errors attribute-errors zero-division recursion-errors import-errors tracebacks exceptions try-except raise bare-except",
    "control": "conditionals elif-chains nested-conditionals match-statement loops for-loops while-loops infinite-loops range off-by-one break-and-continue loop-else nested-loops functions parameters arguments return-values return-vs-print default-arguments mutable-defaults keyword-arguments variable-arguments lambda docstrings",
    "data": "lists list-indexing list-slicing list-methods list-mutation aliasing copying mutating-while-iterating list-comprehensions nested-lists tuples unpacking swap sets dictionaries dictionary-methods dictionary-iteration counting-with-dictionaries nested-data membership sorting sort-key stacks-and-queues matrices enumerate zip",
    "strings": "strings string-indexing string-slicing string-methods string-immutability string-iteration string-formatting f-strings escape-sequences string-concatenation",
    "classes": "classes objects attributes methods self init-method class-vs-instance-attributes inheritance str-method encapsulation dataclasses properties polymorphism iterators generators scope",
    "modules": "modules import main-guard virtual-environments pip-packages",
    "files": "files reading-files writing-files with-statement csv-files json-data paths",
    "floats": "float-precision integers-and-floats numbers",
    "library": "standard-library random-numbers dates-and-times regular-expressions",
    "Getting started": "variables assignment augmented-assignment print-output input statements-and-expressions integer-division modulo operator-precedence type-conversion",
}
_OTHER_LANGUAGES = {
    "javascript": ("MDN: the JavaScript guide", "https://developer.mozilla.org/en-US/docs/Web/JavaScript/Guide"),
    "typescript": ("The TypeScript handbook", "https://www.typescriptlang.org/docs/handbook/intro.html"),
    "java": (
        "The Java tutorials: language basics",
        "https://docs.oracle.com/javase/tutorial/java/nutsandbolts/index.html",
    ),
    "c": ("The C reference", "https://en.cppreference.com/w/c"),
    "cpp": ("The C++ reference", "https://en.cppreference.com/w/cpp"),
    "go": ("A tour of Go", "https://go.dev/tour/"),
}
_NEAR = 15  # places in the course: a week or two
_PAGE_OF = {concept: page for page, concepts in _PAGES.items() for concept in concepts.split()}
_NO_READING = frozenset(
    {
        "distress",
        "greeting",
        "goodbye",
        "meta",
        "off_topic",
        "language",
        "unknown",
        "what_next",
        "unclear",
        "feelings",
        "start",
        "exam",
    }
)


def resources(scene: Scene) -> tuple[Resource, ...]:
    """The notes that the answer rests on, and one page of Python's documentation."""
    if scene.plan.subject in _NO_READING:
        return ()
    notes = [topic.note for topic in scene.facts.topics[:2]]
    if scene.plan.note is not None and scene.plan.note not in notes:
        notes.insert(0, scene.plan.note)
    found = [Resource(note.title, f"/knowledge/{note.id}", "note") for note in notes[:2]]
    if scene.asked.language in _OTHER_LANGUAGES:
        title, url = _OTHER_LANGUAGES[scene.asked.language]
        return (*found, Resource(title, url, "documentation"))
    page = next((_PAGE_OF[note.id] for note in notes if note.id in _PAGE_OF), "")
    if page:
        title, url = _DOCUMENTATION[page]
        found.append(Resource(title, url, "documentation"))
    found += [
        Resource(f"The Python library: {entry.name}", entry.url, "documentation")
        for entry in scene.facts.documented[:1]
    ]
    return tuple(found)


def suggestions(scene: Scene) -> tuple[str, ...]:
    """Two or three things that the learner could say or do next, in their own voice."""
    plan, note = scene.plan, scene.plan.note or scene.facts.note
    if plan.subject == "start":
        note = scene.bank.notes.get(scene.state.concept)
    title = short_title(note.title) if note is not None else ""
    match plan.subject:
        case "distress" | "exam":
            return ()
        case "ladder":
            return _some("I changed it: here is my new code.", "How can I test my program?")
        case "follow_up" | "remark":
            return _some(
                "I changed it: here is my new code." if plan.finding is not None else "I tried it: it prints …",
                "Give me another hint." if plan.finding is not None else "Review my code, please.",
                f"Explain: {title}." if title else "",
            )
        case "predicted":
            return _some("Why is that so?", f"Explain: {title}." if title else "", "Give me another one to predict.")
        case "thanks" | "start" | "off_topic" | "goodbye" | "unclear" | "unknown" | "feelings" if (
            note is not None and scene.state.turns
        ):
            after = next_after(scene, note)
            return _some(f"Quiz me on {title}.", f"Explain: {short_title(after.title)}." if after is not None else "")
        case "finding" | "hint" | "error" | "approach" | "why":
            about = f"Explain: {title}." if title else ""
            return _some(
                "Give me another hint.",
                "Why is that so?" if plan.subject != "why" else "",
                about,
                "I changed it: here is my new code.",
            )
        case "concept" | "course" | "again" | "example" | "reply" | "practice":
            following = _following(scene)
            return _some(
                "Can you give me another example?",
                "I still don't get it.",
                f"Explain: {short_title(following)}." if following else "",
                "Quiz me on this." if plan.subject != "practice" else "",
            )
        case "failure":
            return _some(
                "Give me another hint.", "I changed it: here is my new code.", f"Explain: {title}." if title else ""
            )
        case "fine" | "trace" | "values" | "predict":
            names = [function.name for function in scene.facts.program.functions[:1]]
            return _some(
                "It prints … but it should print …",
                f"How can I test {code(names[0])}?" if names else "How can I test my program?",
                "Review my code, please.",
            )
        case "explain_code":
            return _some(
                "What does this print?",
                "Review my code, please.",
                f"Explain: {title}." if title else "How can I test my program?",
            )
        case "missing_error":
            return _some("This is the error text that I see.", "I don't see any error text.")
        case "review" | "solved":
            return _some("How can I test my program?", f"Explain: {title}." if title else "", "Quiz me.")
        case "solution" | "strategy" | "missing_task":
            return _some("Here is what I have so far.", "Where do I start?", f"Explain: {title}." if title else "")
        case "missing_code" | "missing_expectation":
            return _some(
                "Here is my code.", "This is the error text that I see.", f"Explain: {title}." if title else ""
            )
        case "start":
            return _some("Explain printing to me.", "What is a variable?", "Quiz me on variables.")
        case _:
            return _some("What is a variable?", "Why does my code fail?", "Quiz me on loops.")


def _following(scene: Scene) -> str:
    """The title of what to look at next; "" where nothing is near."""
    found = next_after(scene, scene.plan.note) if scene.plan.note is not None else None
    return found.title if found is not None else ""


def next_after(scene: Scene, note: Note) -> Note | None:
    """What to look at next: of what was found a neighbour in the course, else what builds on this first, else the next."""
    notes = list(scene.bank.notes.values())
    place = notes.index(note)
    near = {other.id for other in notes[max(0, place - _NEAR) : place + _NEAR + 1]}
    builds = [other for other in notes[place + 1 :] if note.id in other.prerequisites]
    siblings = [other for other in notes[place + 1 :] if other.topic == note.topic]
    found = [
        other
        for other in (topic.note for topic in scene.facts.topics)
        if other.id in near and (other.topic == note.topic or note.id in other.prerequisites)
    ]
    ready = {*scene.bank.path_to(note.id)}
    for other in (*found, *builds, *siblings, *notes[place + 1 :]):
        known = f"note:{other.id}" in scene.state.shown or scene.policy.avoids(other.id)
        if other.id != note.id and other.id not in ready and other.id in near and not known:
            return other
    return None


def _some(*texts: str) -> tuple[str, ...]:
    return tuple(text for text in texts if text)[:3]
