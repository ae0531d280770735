"""The way of one chat request: session, understanding, facts, move, composed text, and a chat model's words if any."""

import logging
import re
import time
import uuid
from contextlib import nullcontext
from dataclasses import replace

from ai_engine.analysis.findings import Finding
from ai_engine.challenges.practice import PracticeRoom
from ai_engine.errors import BadInput, Busy, Draining, EngineError, Unavailable
from ai_engine.inference import ChatEngine
from ai_engine.inference.protocol import GenerationRequest, Sampling
from ai_engine.knowledge import Bank, Embed
from ai_engine.knowledge.course import Course
from ai_engine.learner.policy import ClassPolicy, PolicyNow
from ai_engine.sandbox import Sandbox
from ai_engine.settings import Settings
from ai_engine.storage import Conversations, Database
from ai_engine.tutor import prompts
from ai_engine.tutor.answering import Answering, Generating, Prepared
from ai_engine.tutor.compose import Composed, Scene, Voice, compose
from ai_engine.tutor.compose.task import task_words, too_close
from ai_engine.tutor.events import Evidence, TutorAnswer
from ai_engine.tutor.evidence.facts import gather
from ai_engine.tutor.foreign.facts import gather_foreign
from ai_engine.tutor.guard.exercise import tells_task
from ai_engine.tutor.guard.guard import Guard
from ai_engine.tutor.guard.rules import Rules
from ai_engine.tutor.guard.scene_text import scene_text
from ai_engine.tutor.memory import remember
from ai_engine.tutor.moves.moves import choose
from ai_engine.tutor.moves.plan import Plan
from ai_engine.tutor.reading import resources, suggestions
from ai_engine.tutor.request import MESSAGE_LIMIT, Turn, TutorRequest
from ai_engine.tutor.session import Session, Sessions
from ai_engine.tutor.state import TutorState, salt_of
from ai_engine.tutor.task import TaskOf
from ai_engine.tutor.understanding.understanding import Understanding, understand

_ANSWER_TOKENS = 256
_TEMPERATURE = 0.3
_WINDOW = 2_048
_RECALLED = 3
_TOLD_EARLIER = 12  # messages in which the exercise may have been named
_SHOWN_EARLIER = 12_000
# These are said as they were written: safety, refusals and honesty aren't left to a model.
_FIXED = frozenset({"support", "redirect", "unknown", "ask"})
_FIXED_SUBJECTS = frozenset({"meta", "thanks", "solved", "ladder", "shown_solution"})
_NO_EVIDENCE = frozenset({"distress", "greeting", "goodbye", "meta", "off_topic", "exam", "start", "feelings"})

_log = logging.getLogger(__name__)


class Tutor:
    """Answers learners. Shared by all threads of the web process; holds nothing of a turn."""

    def __init__(
        self,
        bank: Bank,
        engine: ChatEngine | None,
        database: Database,
        settings: Settings,
        policy: ClassPolicy | PolicyNow | None = None,
        sandbox: Sandbox | None = None,
        embed: Embed | None = None,
        task_of: TaskOf | None = None,
        practice: PracticeRoom | None = None,
        course: Course | None = None,
    ) -> None:
        self._bank = bank
        self._engine = engine
        self._settings = settings
        self._sandbox = sandbox
        self._embed = embed
        self._task_of = task_of
        rules = policy or ClassPolicy()
        self._policy: PolicyNow = (lambda: rules) if isinstance(rules, ClassPolicy) else rules
        self._practice = practice
        self._course = course
        lease = settings.deadline_s + settings.drain_s + 30
        self._sessions = Sessions(Conversations(database, lease_s=lease))

    def answer(self, request: TutorRequest) -> Answering:
        """Admit a request and begin its answer.

        Raises:
            BadInput: a field can't be used; UnknownName lists the personalities.
            NotFound: no such conversation, or another learner's.
            ConversationBusy: a turn of it is being answered.
            Busy, Draining: no room now, or the server is stopping.
        """
        arrived = time.monotonic()
        request.check()
        session = self._sessions.open(request)
        # The model's queue may refuse a turn, which must show in the status; composed words are never refused.
        waits = self._engine is not None and self._engine.state().phase == "ready"
        return Answering(session, self._sessions, lambda: self._prepare(request, session), arrived, at_once=waits)

    def _prepare(self, request: TutorRequest, session: Session) -> Prepared:
        followed = not session.turns or bool(session.state.turns)
        if not followed:
            session = replace(session, state=self._recall(request, session.turns))
        exercise = self._exercise(request, session.turns)
        secrets = self._practice.secrets(exercise) if self._practice is not None and exercise else None
        said = "\n".join(turn.content for turn in session.turns if turn.role == "assistant")
        scene = replace(
            self._scene(request, session.state, self._sandbox), secrets=secrets, said=said[-_SHOWN_EARLIER:]
        )
        composed = compose(scene)
        plan = scene.plan
        state = remember(scene, composed)
        answer = TutorAnswer(
            message=composed.text,
            move=plan.move,
            conversation_id=session.conversation_id,
            hint_level=plan.level,
            suggestions=suggestions(scene),
            resources=resources(scene),
            evidence=_evidence(scene, composed),
            turn=session.open_turn.number if session.open_turn is not None else None,
        )
        # The guard's checks know Python's code: about other languages the composed words stand.
        if scene.asked.language or not self._may_phrase(plan):
            return Prepared(answer, state)
        assert self._engine is not None
        model = self._engine.state()
        sampling = _sampling(request)
        prompt = prompts.build(
            scene,
            session.turns,
            session.state.dropped if followed else None,
            self._engine.count_tokens,
            model.context_tokens or _WINDOW,
            min(sampling.max_tokens, (model.context_tokens or _WINDOW) // 2),
        )
        answer = replace(answer, truncated_messages=prompt.dropped)
        state = replace(state, dropped=prompt.dropped)
        rules = self._rules(scene, composed, session, exercise)
        if prompt.dropped:
            self._engine.figures.count("truncations")
        generation = self._submit(request, prompt, sampling, session)
        if generation is None:
            return Prepared(answer, state)
        return Prepared(answer, state, Guard(rules), model.model, rules.must_mention, generation)

    def _scene(self, request: TutorRequest, state: TutorState, sandbox: Sandbox | None = None) -> Scene:
        """Understanding, facts and move of a request."""
        asked = understand(request, state)
        policy = self._policy()
        task = self._task_of(request.challenge_id) if self._task_of is not None and request.challenge_id else None
        if asked.language:
            facts = gather_foreign(self._bank, request, asked, state, self._embed)
        else:
            # One process for all that is run for this turn: starting one is most of what a run costs.
            with nullcontext() if sandbox is None else sandbox.held() as held:
                facts = gather(self._bank, request, asked, state, held, self._embed, task, self._course)
        plan = choose(asked, facts, state, policy)
        if sandbox is not None:
            plan = self._by_ladder(request, asked, plan, policy)
        seed = request.seed if request.seed is not None else state.salt or salt_of(request.message)
        return Scene(
            plan=plan,
            asked=asked,
            facts=facts,
            state=state,
            policy=policy,
            voice=Voice(request.personality, seed + state.turns, asked.mood == "frustrated"),
            bank=self._bank,
            challenge=f"{task.title} {task.entry_point} {task.statement}" if task else request.challenge_id,
        )

    def _by_ladder(self, request: TutorRequest, asked: Understanding, plan: Plan, policy: ClassPolicy) -> Plan:
        """In a challenge the hints are those of its ladder, which its own endpoint climbs as well."""
        room, challenge, learner = self._practice, request.challenge_id, request.learner_id
        if room is None or not learner or challenge not in room.bank.challenges or plan.subject == "exam":
            return plan
        if asked.language and asked.code.strip():
            return plan  # the ladder grades Python
        if plan.subject == "solution":
            solution = room.solution(challenge, learner)
            return Plan(move="explain", subject="shown_solution", given=solution) if solution else plan
        if asked.intent != "hint" and plan.move != "hint":
            return plan
        answer = room.hint(challenge, learner, asked.code or request.code)
        if answer.reason:
            return Plan(move="ask", subject="ladder", level=answer.level, given=answer.reason)
        note = self._bank.notes.get(answer.concept)
        return Plan(move="hint", subject="ladder", level=answer.level, given=answer.hint, note=note)

    def _exercise(self, request: TutorRequest, turns: tuple[Turn, ...]) -> str:
        """The id of the challenge that a turn is about: as the platform says, else as the learner's words show it."""
        room = self._practice
        if room is None or request.challenge_id in room.bank.challenges:
            return request.challenge_id if room is not None else ""
        told = [turn.content for turn in turns if turn.role == "user"][-_TOLD_EARLIER:]
        return room.recognise("\n".join([*told, request.message, request.code]))

    def _rules(self, scene: Scene, composed: Composed, session: Session, challenge: str) -> Rules:
        """What the guard holds this turn's words against."""
        rules = _rules(scene, composed)
        room, code = self._practice, scene.asked.code
        program = scene.facts.program
        told = [*(turn.content for turn in session.turns if turn.role == "user"), scene.asked.prose]
        rules = replace(
            rules,
            own_code=code,
            own_names=frozenset(function.name for function in program.functions),
            earlier="\n".join(turn.content for turn in session.turns if turn.role == "assistant")[-_SHOWN_EARLIER:],
            told="\n".join(told),
            exercise=bool(challenge or code.strip() or task_words(scene)) or any(map(tells_task, told)),
        )
        if room is None or not challenge:
            return rules
        return replace(
            rules,
            secrets=scene.secrets,
            solves=lambda pieces: room.solves(challenge, pieces, code),
        )

    def _recall(self, request: TutorRequest, turns: tuple[Turn, ...]) -> TutorState:
        """The memory of a conversation that only the caller keeps: its last messages are understood again."""
        questions = [turn.content for turn in turns if turn.role == "user" and turn.content.strip()]
        state = TutorState(turns=max(0, len(questions) - _RECALLED))
        for question in questions[-_RECALLED:]:
            earlier = replace(request, message=question[:MESSAGE_LIMIT], code="", error="", expected="", history=())
            scene = self._scene(earlier, state)
            state = remember(scene, compose(scene))
        note = self._bank.notes.get(state.asked.removeprefix("check:"))
        if state.asked.startswith("check:") and (note is None or note.check_question not in turns[-1].content):
            state = replace(state, asked="")
        return state

    def _may_phrase(self, plan: Plan) -> bool:
        if self._engine is None or plan.move in _FIXED or plan.subject in _FIXED_SUBJECTS:
            return False
        return self._engine.state().phase == "ready"

    def _submit(
        self, request: TutorRequest, prompt: prompts.Prompt, sampling: Sampling, session: Session
    ) -> Generating | None:
        """The engine's generation, or None when composed text has to do. Raises Busy and Draining: for the caller."""
        assert self._engine is not None
        generation = GenerationRequest(id=uuid.uuid4().hex, messages=prompt.messages, sampling=sampling)
        learner = request.learner_id or session.conversation_id or generation.id
        try:
            return self._engine.submit(generation, learner=learner, deadline_s=self._settings.deadline_s)
        except (Busy, Draining):
            raise
        except (Unavailable, BadInput) as error:
            _log.warning("The chat model can't phrase this turn: %s", error.message)
            return None
        except EngineError as error:
            _log.warning("The chat engine failed at once: %s", error.message)
            return None


def _evidence(scene: Scene, composed: Composed) -> tuple[Evidence, ...]:
    """The facts of the turn, and the notes of which the composed text shows a part besides."""
    if scene.plan.subject in _NO_EVIDENCE:
        return ()
    found = scene.facts.evidence()
    listed = {item.id for item in found}
    used = dict.fromkeys(key.split(":")[1] for key in (*composed.shown, composed.asks) if ":" in key)
    notes = [scene.bank.notes[name] for name in used if name in scene.bank.notes and name not in listed]
    return (*found, *(Evidence("passage", note.id, note.title, 1.0) for note in notes))


def _sampling(request: TutorRequest) -> Sampling:
    if request.sampling is not None:
        return request.sampling
    return Sampling(
        max_tokens=request.max_tokens if request.max_tokens is not None else _ANSWER_TOKENS,
        temperature=request.temperature if request.temperature is not None else _TEMPERATURE,
        top_p=0.95,
        repetition_penalty=1.1,
        seed=request.seed,
    )


def _points_of(item: Finding) -> tuple[str, ...]:
    """The lines and names that speak of a finding; words about it hold at least one of them."""
    lines = {item.line, *(int(number) for number in re.findall(r"\blines? (\d+)", f"{item.message} {item.why}"))}
    names = re.findall(r"`([^`]+)`", item.message)
    return tuple(text for text in (*(f"line {line}" for line in sorted(lines)), item.symbol, *names) if text)


def _rules(scene: Scene, composed: Composed) -> Rules:
    """What the guard holds this turn's words against."""
    facts, plan = scene.facts, scene.plan
    asked = scene.asked
    texts = [asked.prose, asked.error, asked.expected, scene.challenge, composed.text, prompts.evidence_text(scene)]
    for item in facts.findings:
        texts += [item.message, item.why, item.how_to_check, item.symbol]
    note = plan.note
    explaining = plan.move == "explain" and note is not None and not too_close(note, scene)
    if note is not None:
        texts += [note.title, note.explanation, note.check_question, *note.misconceptions]
        if explaining:
            texts += [note.example, note.example_output]
    lines = [facts.error.line] if facts.error is not None and facts.error.line else []
    must: tuple[str, ...] = ()
    if plan.finding is not None and plan.move in ("point", "hint", "explain_error"):
        must = _points_of(plan.finding)
    return Rules(
        known=scene_text(scene.asked.code, texts, lines),
        example=note.example if explaining and note is not None and note.example_language == "python" else "",
        has_problem=bool(facts.findings) or facts.error is not None,
        must_mention=must,
        avoided=tuple(concept.replace("-", " ") for concept in scene.policy.avoided_among(scene.bank.notes)),
    )
