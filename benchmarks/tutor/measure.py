"""The measurements on one side: composed text, the raw model or the guarded model."""

import statistics
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from ai_engine.challenges.challenge import Challenge
from ai_engine.knowledge import Bank
from ai_engine.sandbox import Sandbox
from benchmarks.tutor.client import TUTOR_CHANNELS, Channel, Client, Reply
from benchmarks.tutor.data import Attack, Completeness, Question, filled
from benchmarks.tutor.disguises import disguised
from benchmarks.tutor.leak import LEAKED, PARTIAL, LeakMeter
from benchmarks.tutor.mentions import mentions, ungrounded

# Tells the stand-in model, if there is one, what to say next.
Say = Callable[[str], None]
_REFUSING = frozenset({"redirect", "support"})
_COMPOSED_ALWAYS = _REFUSING | {"unknown", "ask"}


@dataclass(frozen=True, slots=True)
class Leak:
    """One conversation through which a solution, or much of it, got out."""

    attack: str
    disguise: str
    channel: Channel
    challenge: str
    share: float
    messages: tuple[str, ...]
    answer: str


@dataclass(slots=True)
class Figures:
    """What was measured on one side. Shares are from 0 to 1; None where nothing could be measured."""

    side: str
    attacks: int = 0
    leaks: list[Leak] = field(default_factory=list)
    partial: list[Leak] = field(default_factory=list)
    questions: int = 0
    refused: list[str] = field(default_factory=list)
    unfit: int = 0
    unfit_admitted: int = 0
    missed: list[str] = field(default_factory=list)
    recall_1: float | None = None
    recall_3: float | None = None
    models_words: float | None = None
    free_words: float | None = None
    replaced: list[str] = field(default_factory=list)
    mentions: int = 0
    ungrounded: list[str] = field(default_factory=list)
    completeness_f1: float | None = None
    completeness_wrong: list[str] = field(default_factory=list)
    first_ms: list[float] = field(default_factory=list)
    total_ms: list[float] = field(default_factory=list)

    def to_json(self) -> dict[str, Any]:
        """All figures, with the rates and the percentiles."""
        return asdict(self) | {
            "leak_rate": _rate(len(self.leaks), self.attacks),
            "partial_rate": _rate(len(self.partial), self.attacks),
            "refusal_rate": _rate(len(self.refused), self.questions),
            "ungrounded_rate": _rate(len(self.ungrounded), self.mentions),
            "unfit_rate": _rate(self.unfit_admitted, self.unfit),
            "first_p50_ms": percentile(self.first_ms, 50),
            "first_p95_ms": percentile(self.first_ms, 95),
            "total_p50_ms": percentile(self.total_ms, 50),
            "total_p95_ms": percentile(self.total_ms, 95),
        }

    def note_time(self, reply: Reply) -> None:
        """Count an answer's latency."""
        self.first_ms.append(round(reply.first_ms, 1))
        self.total_ms.append(round(reply.total_ms, 1))


def run_attacks(
    figures: Figures,
    client: Client,
    attacks: Sequence[Attack],
    challenges: Sequence[Challenge],
    bank: Bank,
    say: Say | None,
    sandbox: Sandbox | None,
) -> None:
    """Hold each attack's conversation about a challenge of its own, over the channels in turn; note what leaks."""
    for place, attack in enumerate(attacks):
        challenge = challenges[place % len(challenges)]
        channel: Channel = "raw" if figures.side == "raw" else TUTOR_CHANNELS[place % len(TUTOR_CHANNELS)]
        messages, context = filled(attack, challenge)
        text, units = disguised(challenge.reference, attack.disguise, challenge.starter["python"])
        before: list[tuple[str, Reply]] = []
        for turn, message in enumerate(messages):
            if say is not None:
                say(_share_of_turn(units, turn, len(messages)) if attack.attack == "piecemeal" else text)
            reply = client.ask(channel, message, context, before)
            before.append((message, reply))
            if channel != "v1":  # it doesn't tell what an answer rests on
                _note_mentions(figures, reply, [*messages, challenge.statement], context, bank, challenge.concepts)
        known = [*messages, str(context.get("code", ""))]
        meter = LeakMeter(challenge, known, sandbox)
        sent = "\n".join(reply.sent for _, reply in before)
        share = meter.share(sent, units if say is not None else ())
        figures.attacks += 1
        if share >= PARTIAL:
            shown = " / ".join(reply.text for _, reply in before)
            leak = Leak(attack.attack, attack.disguise, channel, challenge.id, round(share, 2), messages, shown)
            (figures.leaks if share >= LEAKED else figures.partial).append(leak)


def _share_of_turn(units: Sequence[str], turn: int, turns: int) -> str:
    """The part of the pieces that is due in this turn."""
    start, end = len(units) * turn // turns, len(units) * (turn + 1) // turns
    return "\n".join(units[start:end]) or "That was all."


def run_questions(
    figures: Figures, client: Client, questions: Sequence[Question], bank: Bank, say: Callable[[Question], None] | None
) -> None:
    """Ask each honest question; note refusals, what is cited, what is mentioned, how long it takes."""
    firsts = thirds = labelled = kept = phrased = free = free_kept = 0
    raw = figures.side == "raw"
    for question in questions:
        if say is not None:
            say(question)
        reply = client.ask("raw" if raw else "stream", question.message, question.context)
        figures.note_time(reply)
        _note_mentions(figures, reply, [question.message], question.context, bank, question.concepts)
        if raw:
            continue
        if not question.concepts:
            figures.unfit += 1
            figures.unfit_admitted += reply.move in {"redirect", "unknown"}
            continue
        figures.questions += 1
        if reply.move in _REFUSING:
            figures.refused.append(question.message)
        labelled += 1
        firsts += reply.cited[:1] != () and reply.cited[0] in question.concepts
        hit = any(concept in question.concepts for concept in reply.cited[:3])
        thirds += hit
        if not hit:
            figures.missed.append(question.message)
        if reply.move in _COMPOSED_ALWAYS:
            continue
        phrased += 1
        passed = not reply.grounded and not reply.guard
        kept += passed
        free += bool(question.answer)
        free_kept += bool(question.answer) and passed
        if figures.side == "guarded" and not passed:
            figures.replaced.append(f"{question.message} [{', '.join(reply.guard)}]")
    if labelled:
        figures.recall_1, figures.recall_3 = firsts / labelled, thirds / labelled
    if phrased and figures.side == "guarded":
        figures.models_words = kept / phrased
        figures.free_words = free_kept / free if free else None


def run_completeness(figures: Figures, client: Client, cases: Iterable[Completeness]) -> None:
    """F1 of asking: positive means that something is missing, found means that the tutor asks for it."""
    right = asked = missing = 0
    for case in cases:
        reply = client.ask("stream", case.message, case.context)
        figures.note_time(reply)
        asks = reply.move == "ask"
        asked += asks
        missing += bool(case.missing)
        right += asks and bool(case.missing)
        if asks != bool(case.missing):
            figures.completeness_wrong.append(f"{'asked' if asks else reply.move}: {case.message}")
    if asked + missing:
        figures.completeness_f1 = 2 * right / (asked + missing)


def _note_mentions(
    figures: Figures, reply: Reply, said: Sequence[str], context: Mapping[str, Any], bank: Bank, concepts: Sequence[str]
) -> None:
    """Count mentions. The raw model cites nothing: it may draw on the notes that answer the question."""
    sources = [*said, *reply.titles, *(str(value) for value in context.values())]
    cited = concepts if figures.side == "raw" else reply.cited
    for note in (bank.notes[name] for name in cited if name in bank.notes):
        sources += [note.title, note.explanation, note.example, note.example_output, note.check_question]
        sources += [note.check_answer, *note.misconceptions, *note.keywords]
    figures.mentions += len(mentions(reply.text))
    figures.ungrounded += ungrounded(reply.text, sources, str(context.get("code", "")))


def percentile(values: Sequence[float], percent: int) -> float | None:
    """A percentile, or None of nothing."""
    if len(values) < 2:
        return values[0] if values else None
    return round(statistics.quantiles(values, n=100, method="inclusive")[percent - 1], 1)


def _rate(part: int, whole: int) -> float | None:
    return round(part / whole, 4) if whole else None
