"""The facts of a turn: what the analyser finds in the code, what the error means, which notes fit."""

import re
from dataclasses import dataclass

from ai_engine.analysis import analyse
from ai_engine.analysis.findings import Finding
from ai_engine.analysis.tracebacks import ErrorExplanation, explain_error
from ai_engine.errors import UnknownLanguage
from ai_engine.knowledge import Bank, Embed, Note
from ai_engine.knowledge.course import Course, CoursePassage
from ai_engine.knowledge.documentation import DocEntry, mentioned
from ai_engine.sandbox import Sandbox
from ai_engine.tutor.events import Evidence
from ai_engine.tutor.examples import Example, Failure, Trial, try_examples
from ai_engine.tutor.program import Program, read_program
from ai_engine.tutor.request import TutorRequest
from ai_engine.tutor.running import Run, try_out
from ai_engine.tutor.state import TutorState
from ai_engine.tutor.task import Task
from ai_engine.tutor.topics import SURE, Topic, find_topics
from ai_engine.tutor.understanding import Understanding

_ABOUT_CODE = frozenset({"debug", "code", "hint", "check", "review", "predict", "solution", "done", "explain_code"})
_RUN_FOR = frozenset({"debug", "code", "hint", "check", "review", "done"})
_FOLLOW_UPS = frozenset({"why", "confused", "more", "example", "thanks", "answer"})
# The words of any complaint and any request: they say nothing about what it is about.
_COMPLAINT = re.compile(
    r"\b(?:is|are|am|was|it|its|this|that|the|an?|my|me|i|you|in|on|of|to|and|or|but|not|no|do(?:es)?n?'?t?|can'?t?|could|would|please|help|what'?s?|why|"
    r"how|when|where|wrong|right|correct|ok|okay|good|bad|problem|issue|mistake|errors?|bugs?|fix|broken|fail\w*|work\w*|run(?:s|ning)?|code|program|"
    r"script|function|file|line|output|result|answer|expected?|want|need|get(?:s|ting)?|got|gives?|prints?|printed|returns?|should|instead|shows?|"
    r"says?|understand|know|find|check|look|see|tell|give|write|make|create|review|improve|hint|solution|solve|exercise|task|homework|tests?|"
    r"something|anything|nothing|always|only|never|some|here|just|so|still|even|with|for|from|has|have|i'm|im|it's)\b",
    re.IGNORECASE,
)

_FITS_COURSE = 0.6
_CALLED = re.compile(r"\b([a-z]+)\(")


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """Everything an answer may rest on.

    Attributes:
        findings: problems, the most certain first: errors, then warnings. `remarks` are info; `praise` is what is done well.
        error: what the learner's error text means, if it is known.
        topics: the notes that fit the question, best first.
        run: what the program did when it was run; None where it wasn't. Its error is explained in `error` when the learner gave none.
        failure: a call from the learner's words or the task that the program gets wrong; `right` are those that come out right.
        course: passages of the class's own material that fit the question, best first.
        documented: what the interpreter's own documentation says about names in the question.
        exercise: the platform says which challenge the learner is on.
        other_language: the name of a language that the analyser doesn't read, when the code is in it.
    """

    program: Program
    findings: tuple[Finding, ...] = ()
    remarks: tuple[Finding, ...] = ()
    praise: tuple[Finding, ...] = ()
    error: ErrorExplanation | None = None
    run: Run | None = None
    failure: Failure | None = None
    right: tuple[Example, ...] = ()
    documented: tuple[DocEntry, ...] = ()
    course: tuple[CoursePassage, ...] = ()
    topics: tuple[Topic, ...] = ()
    other_language: str = ""
    exercise: bool = False

    @property
    def note(self) -> Note | None:
        """The note that fits best."""
        return self.topics[0].note if self.topics else None

    def evidence(self) -> tuple[Evidence, ...]:
        """The facts as the answer lists them, best first."""
        found = [Evidence("finding", item.id, item.message, item.confidence) for item in self.findings[:3]]
        if self.error is not None and not any(item.line == self.error.line for item in self.findings[:3]):
            item = self.error.finding
            found.insert(0, Evidence("finding", item.id, item.message, item.confidence))
        if not found:
            found = [
                Evidence("finding", item.id, item.message, item.confidence)
                for item in (*self.remarks, *self.praise)[:2]
            ]
        if self.run is not None and (self.run.error or self.run.lines):
            found.insert(0 if self.run.error else len(found), self.run.evidence())
        if self.failure is not None:
            found.append(self.failure.evidence())
        found += [
            Evidence("passage", f"course:{item.title}#{item.section}", item.citation, item.score)
            for item in self.course
        ]
        found += [
            Evidence("passage", f"documentation:{entry.name}", entry.summary, 1.0) for entry in self.documented[:1]
        ]
        found += [Evidence("passage", topic.note.id, topic.note.title, topic.score) for topic in self.topics[:3]]
        return tuple(found)


def gather(
    bank: Bank,
    request: TutorRequest,
    asked: Understanding,
    state: TutorState,
    sandbox: Sandbox | None = None,
    embed: Embed | None = None,
    task: Task | None = None,
    course: Course | None = None,
) -> Facts:
    """Collect the facts for a question. Analysis that the language doesn't allow is left out, and said in `other_language`."""
    language = request.language.strip().lower()
    program = read_program(asked.code)
    findings: tuple[Finding, ...] = ()
    other = ""
    if asked.code.strip() and not asked.inline:
        try:
            report = analyse(asked.code, language or "python")
            findings = report.findings
            other = "" if report.language == "python" else language  # only Python is run and talked about
        except UnknownLanguage:
            other = language
    error = explain_error(asked.error, asked.code) if asked.error else None
    run = try_out(sandbox, program, findings) if asked.intent in _RUN_FOR and not other else None
    trial = Trial()
    if asked.intent in _RUN_FOR and program.functions and not other:
        trial = try_examples(sandbox, program, (asked.prose, asked.expected), task.examples if task is not None else ())
    if run is not None and run.error and (error is None or not error.line):
        error = explain_error(run.error_text(program), asked.code) or error
    problems = tuple(item for item in findings if item.severity in ("error", "warning"))
    problems = _with_error_first(problems, error)
    return Facts(
        program=program,
        findings=problems,
        remarks=tuple(item for item in findings if item.severity == "info"),
        praise=tuple(item for item in findings if item.severity == "praise"),
        error=error,
        run=run,
        failure=trial.failure,
        right=trial.right,
        documented=_documented(asked),
        course=_from_course(course, asked),
        topics=_topics(bank, request, asked, state, problems, error, embed),
        other_language=other,
        exercise=task is not None,
    )


def _from_course(course: Course | None, asked: Understanding) -> tuple[CoursePassage, ...]:
    if course is None or asked.intent not in ("concept", "howto", "statement", "predict", "example") or not asked.prose:
        return ()
    return tuple(item for item in course.search(asked.prose, 2) if item.score >= _FITS_COURSE)


def _documented(asked: Understanding) -> tuple[DocEntry, ...]:
    """The documentation of the names that a question about the language writes as code."""
    if asked.intent not in ("concept", "howto", "predict"):
        return ()
    return tuple(entry for entry in mentioned(asked.prose, 3) if not entry.summary.startswith((">>>", "(")))


def _topics(
    bank: Bank,
    request: TutorRequest,
    asked: Understanding,
    state: TutorState,
    problems: tuple[Finding, ...],
    error: ErrorExplanation | None,
    embed: Embed | None,
) -> tuple[Topic, ...]:
    """The notes: for a question about code those of the evidence, for a question about an idea those that it names."""
    if asked.intent == "answer" and state.asked:
        return find_topics(bank, "", (state.asked.removeprefix("check:"),))
    if asked.intent not in _ABOUT_CODE:
        question = "" if asked.intent in _FOLLOW_UPS else asked.prose
        return find_topics(bank, question, conversation=state.concept, lesson=request.topic, embed=embed)
    if asked.intent == "predict" and asked.inline:
        named = tuple(name for name in _CALLED.findall(asked.code) if name in bank.notes)
        return find_topics(bank, "" if named else asked.prose, named, lesson=request.topic, embed=embed)
    evidence = [error.concept] if error is not None else []
    evidence += [item.concept for item in problems[:2]]
    if asked.also:
        return find_topics(bank, asked.also, embed=embed)
    if evidence and asked.intent != "solution":
        return find_topics(bank, "", tuple(evidence))
    content = _COMPLAINT.sub(" ", asked.prose)
    if not re.search(r"[a-z]{3}|None|True|False|\bif\b", content, re.IGNORECASE):
        content = ""
    elif not asked.code:
        content = asked.prose
    found = find_topics(bank, content, lesson=request.topic, embed=embed)
    return tuple(topic for topic in found if topic.source != "question" or topic.score >= SURE)


def _with_error_first(findings: tuple[Finding, ...], error: ErrorExplanation | None) -> tuple[Finding, ...]:
    """The findings with those on the error's own line first; where none is, the error's finding comes first."""
    if error is None:
        return findings
    ranked = tuple(sorted(findings, key=lambda item: (item.line != error.line, item.concept != error.concept)))
    if ranked and error.line and ranked[0].line == error.line:
        return ranked
    if error.exception == "RuntimeError" and ranked:
        return ranked
    return (error.finding, *ranked) if error.line else ranked
