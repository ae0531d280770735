"""The facts of a turn: what the analyser finds in the code, what the error means, which notes fit."""

import re
from dataclasses import dataclass, replace

from ai_engine.analysis import analyse
from ai_engine.analysis.findings import Finding
from ai_engine.analysis.languages.outline import Part
from ai_engine.analysis.tracebacks import ErrorExplanation, explain_error
from ai_engine.errors import UnknownLanguage
from ai_engine.knowledge import RELEVANT, Bank, Embed, Note
from ai_engine.knowledge.course import Course, CoursePassage
from ai_engine.knowledge.documentation import DocEntry, mentioned
from ai_engine.sandbox import Sandbox
from ai_engine.tutor.events import Evidence
from ai_engine.tutor.evidence.changes import Change, told_change
from ai_engine.tutor.evidence.claims import Claim, check_claim
from ai_engine.tutor.evidence.example_trials import Failure, Trial, try_examples
from ai_engine.tutor.evidence.examples import Example
from ai_engine.tutor.evidence.guesses import guess
from ai_engine.tutor.evidence.mismatch import find_mismatch
from ai_engine.tutor.evidence.predicting import ASKED as PREDICTION
from ai_engine.tutor.evidence.predicting import printing
from ai_engine.tutor.evidence.program import Program, read_program
from ai_engine.tutor.evidence.running import Run, try_out
from ai_engine.tutor.evidence.suspects import Suspect, suspect_from_text
from ai_engine.tutor.evidence.topics import CERTAIN, SURE, Topic, find_topics
from ai_engine.tutor.evidence.watching import watch
from ai_engine.tutor.foreign.idea import Idea
from ai_engine.tutor.foreign.message import unknown_language
from ai_engine.tutor.request import TutorRequest
from ai_engine.tutor.state import TutorState, code_mark
from ai_engine.tutor.task import Task
from ai_engine.tutor.understanding.phrases import EXAMPLE
from ai_engine.tutor.understanding.understanding import Understanding

_ABOUT_CODE = frozenset(
    {"follow_up", "debug", "code", "hint", "check", "review", "predict", "solution", "done", "explain_code"}
)
_RUN_FOR = frozenset({"follow_up", "debug", "code", "hint", "check", "review", "done"})
_TASK_WORDS = 12
_TELLS = frozenset({"follow_up", "done", "check", "hint"})
_COMPLAINS = frozenset({"debug", "code", "hint", "follow_up"})
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

_PRACTISE = re.compile(
    r"\b(?:can|could|would|please|you|i|we|give|set|ask|have|want|need|do|got|suggest|quiz|test|me|us|an?|some|more|another|exercises?|"
    r"practi[cs]e|challenges?|quiz|questions?|tasks?|on|about|for|to|with|of|something|little|small|easy|hard)\b",
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
        suspect: the line that seems to be at fault; `seen`: a call that was watched, or stops, though nobody said its result.
        course: passages of the class's own material that fit the question, best first.
        documented: what the interpreter's own documentation says about names in the question.
        change: what the learner says they put into the program of the conversation, or would; `changed` is how the
            examples come out with it, `changed_run` what the whole program does then.
        claim: a value that the learner names, held against what is so.
        exercise: the platform says which challenge the learner is on.
        outline: the parts of a program in another language; `ideas` are what is known there about the question.
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
    suspect: Suspect | None = None
    seen: Failure | None = None
    change: Change | None = None
    changed: Trial | None = None
    changed_run: Run | None = None
    claim: Claim | None = None
    documented: tuple[DocEntry, ...] = ()
    course: tuple[CoursePassage, ...] = ()
    topics: tuple[Topic, ...] = ()
    other_language: str = ""
    exercise: bool = False
    outline: tuple[Part, ...] = ()
    ideas: tuple[Idea, ...] = ()

    @property
    def note(self) -> Note | None:
        """The note that fits best."""
        return self.topics[0].note if self.topics else None

    @property
    def idea(self) -> Idea | None:
        """What is known in the other language about the question, if anything."""
        return self.ideas[0] if self.ideas else None

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
        if self.suspect is not None and (call := self.failure or self.seen) is not None:
            found.append(self._watched(self.suspect.line, call))
        found += [
            Evidence("passage", f"course:{item.title}#{item.section}", item.citation, item.score)
            for item in self.course
        ]
        found += [
            Evidence("passage", f"documentation:{entry.name}", entry.summary, 1.0) for entry in self.documented[:1]
        ]
        found += [Evidence("passage", f"language:{idea.key}", idea.words, 1.0) for idea in self.ideas]
        found += [Evidence("passage", topic.note.id, topic.note.title, topic.score) for topic in self.topics[:3]]
        return tuple(found)

    def _watched(self, line: int, call: Failure) -> Evidence:
        """What the call showed of a line."""
        seen = watch(line, call.steps, self.program)
        values = [*seen.first, *seen.last, *(("pass", value) for value in (*seen.taken[:3], *seen.taken[-1:]))]
        shown = ", ".join(dict.fromkeys(f"{name} = {value}" for name, value in values))
        return Evidence("run", f"line {line}", f"{call.call}: line {line} runs {seen.times} times ({shown})"[:300], 0.9)


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
    other = unknown_language(request) if asked.code.strip() else ""
    if asked.code.strip() and not asked.inline and not other:
        try:
            report = analyse(asked.code, language or "python")
            findings = report.findings
            other = "" if report.language == "python" else language  # only Python is run and talked about
        except UnknownLanguage:
            other = language
    error = explain_error(asked.error, asked.code) if asked.error else None
    run = try_out(sandbox, program, findings) if asked.intent in _RUN_FOR and not other else None
    if asked.intent == "answer" and state.asked == PREDICTION and not other:
        run = try_out(sandbox, read_program(printing(asked.code)), findings)
    trial = Trial()
    if asked.intent in _RUN_FOR and program.functions and not other:
        given = task.examples if task is not None else ()
        words = (asked.prose, asked.expected, asked.error)
        complains = asked.intent in _COMPLAINS
        tells = len(asked.prose.split()) >= _TASK_WORDS  # without a task no line is more suspicious than another
        kept = suspect_from_text(state.suspect) if code_mark(asked.code) == state.code_mark else None
        trial = try_examples(sandbox, program, words, given, complains, kept)
        if complains and trial.suspect is None and trial.failure is None:
            found = kept or find_mismatch(asked.prose, program)
            trial = replace(trial, suspect=found or (guess(program) if tells and not trial.right else None))
        run = _stopped(run, trial.failure or trial.seen)
    elif asked.intent in _COMPLAINS and program.parses and not other:
        trial = Trial(suspect=find_mismatch(asked.prose, program))
    if run is not None and run.error and (error is None or not error.line):
        error = explain_error(run.error_text(program), asked.code) or error
    problems = tuple(item for item in findings if item.severity in ("error", "warning"))
    problems = _with_error_first(problems, error)
    told = _Told()
    if state.code and asked.code and not asked.new_code and not other and asked.intent in _TELLS:
        told = _told(sandbox, asked, state, program, trial, run, task)
    return Facts(
        program=program,
        findings=problems,
        remarks=tuple(item for item in findings if item.severity == "info"),
        praise=tuple(item for item in findings if item.severity == "praise"),
        error=error,
        run=run,
        failure=trial.failure,
        right=trial.right,
        suspect=trial.suspect,
        seen=trial.seen,
        change=told.change,
        changed=told.trial,
        changed_run=told.run,
        claim=told.claim,
        documented=_documented(asked),
        course=_from_course(course, asked),
        topics=_topics(bank, request, asked, state, problems, error, embed),
        other_language=other,
        exercise=task is not None,
    )


@dataclass(frozen=True, slots=True)
class _Told:
    """What came of a change or a value that the learner tells."""

    change: Change | None = None
    trial: Trial | None = None
    run: Run | None = None
    claim: Claim | None = None


def _told(
    sandbox: Sandbox | None,
    asked: Understanding,
    state: TutorState,
    program: Program,
    trial: Trial,
    run: Run | None,
    task: Task | None,
) -> _Told:
    """The learner's words about the program that they showed before, put to the test."""
    focus = state.focus_line or (trial.suspect.line if trial.suspect is not None else 0)
    change = told_change(asked.prose, program, focus)
    if change is None:
        return _Told(claim=check_claim(asked.prose, program, trial.failure or trial.seen, run, focus))
    new = read_program(change.text)
    tried: Trial | None = None
    if new.functions:
        given = task.examples if task is not None else ()
        tried = try_examples(sandbox, new, (asked.expected,), given)
    return _Told(change, tried, try_out(sandbox, new, analyse(change.text, "python").findings))


def _stopped(run: Run | None, call: Failure | None) -> Run | None:
    """The run; where that shows no error, the call of the learner's words that stops."""
    if call is None or not call.message or (run is not None and run.error):
        return run
    return Run("", call.error, call.message, call.line, call.values)


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
    if asked.intent == "answer" and state.asked.startswith("check:"):
        return find_topics(bank, "", (state.asked.removeprefix("check:"),))
    if asked.intent not in _ABOUT_CODE:
        question = "" if asked.intent in _FOLLOW_UPS else asked.prose
        if asked.intent == "practice":
            question = _PRACTISE.sub(" ", question)
        found = find_topics(bank, question, conversation=state.concept, lesson=request.topic, embed=embed)
        if EXAMPLE.search(asked.prose) and state.concept and (not found or found[0].score < CERTAIN):
            return find_topics(bank, "", conversation=state.concept)  # an example of what was talked about
        return found
    if asked.intent == "predict" and asked.inline:
        named = tuple(name for name in _CALLED.findall(asked.code) if name in bank.notes)
        return find_topics(bank, "" if named else asked.prose, named, lesson=request.topic, embed=embed)
    if asked.follows == "how":
        return find_topics(bank, asked.prose, conversation=state.concept, embed=embed)
    evidence = [error.concept] if error is not None else []
    evidence += [item.concept for item in problems[:2]]
    if asked.also:
        return find_topics(bank, asked.also, embed=embed)
    if evidence and asked.intent != "solution":
        told = asked.error.strip().rpartition("\n")[2] if asked.error else ""
        found = find_topics(bank, told or asked.prose, tuple(evidence), embed=embed)
        return tuple(topic for topic in found if topic.source == "evidence" or topic.score >= SURE)
    content = _COMPLAINT.sub(" ", asked.prose)
    if not re.search(r"[a-z]{3}|None|True|False|\bif\b|\d\.\d|[=+*/%<>\[\]{}]", content, re.IGNORECASE):
        content = ""
    elif not asked.code:
        content = asked.prose
    found = find_topics(bank, content, lesson=request.topic, embed=embed)
    least = CERTAIN if asked.code.strip() else RELEVANT  # without code the words are all there is to go by
    return tuple(topic for topic in found if topic.source != "question" or topic.score >= least)


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
