"""The `transformers` backend: any causal model of the transformers library, batched continuously on CPU or GPU.

The library's own continuous batching has no seed, no penalties and no stop strings per request, runs in a thread of
its own and takes no bounded step (read in 5.23, 2026-11-20). So the batching is done here, over its models: one forward
pass a step packs a token of every decoding request and a chunk of the prompts that wait.
"""

from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import torch

from ai_engine.inference.backends.attention import KeyValuePool, Plan, Span, plan_for, register
from ai_engine.inference.backends.blocks import BLOCK_SIZE, BlockPool
from ai_engine.inference.backends.encoding import PromptEncoder, check_length
from ai_engine.inference.backends.graphs import DecodeGraphs
from ai_engine.inference.backends.sampling import TokenSampler, choose
from ai_engine.inference.options import EngineOptions, Report
from ai_engine.inference.protocol import BackendStats, Chunk, FinishReason, GenerationRequest, Message, Sampling, Usage
from ai_engine.inference.resident import resident_bytes
from ai_engine.inference.text import TextAssembler
from ai_engine.models import ModelLoader
from ai_engine.settings import load_settings

CPU_CHUNK = 128
"""Prompt tokens a step on a CPU: under a second of work on two cores, so a cancel is never far."""
GPU_CHUNK = 1_024


@dataclass(slots=True)
class Job:
    """One request on its way: its tokens so far, and how many of them have keys and values in the pool."""

    id: str
    tokens: list[int]
    prompt_tokens: int
    max_tokens: int
    ignore_eos: bool
    sampler: TokenSampler
    text: TextAssembler
    blocks: list[int]
    computed: int = 0
    cached: int = 0
    remembered: int = 0
    serial: int = 0

    @property
    def pending(self) -> int:
        """Tokens without keys and values yet: one of them while it decodes."""
        return len(self.tokens) - self.computed

    @property
    def decoding(self) -> bool:
        """Whether its prompt is done."""
        return self.computed >= self.prompt_tokens

    @property
    def usage(self) -> Usage:
        """Its token counts."""
        return Usage(self.prompt_tokens, len(self.tokens) - self.prompt_tokens, self.cached)


class TransformersBackend:
    """A Backend over torch. See the protocol for what each method promises."""

    def __init__(self, options: EngineOptions, report: Report) -> None:
        self._options = options
        self._report = report
        self._waiting: deque[Job] = deque()
        self._running: list[Job] = []

    def load(self) -> None:
        """Load weights and tokenizer, make the pool, run one short text through everything."""
        folder = Path(self._options.folder)
        self._report("loading the weights")
        self._encoder = PromptEncoder(folder)
        settings = load_settings().model_copy(update={"device": self._options.device})
        self._model = ModelLoader.instance(settings).load_chat(str(folder)).model
        self._device = self._model.device
        self._model.set_attn_implementation(register())
        config = self._model.config.get_text_config()
        self._blocks = BlockPool(self._options.kv_cache_tokens // BLOCK_SIZE)
        # One block more than is handed out: padding rows of a graph write there.
        self._pool = KeyValuePool(self._blocks.count + 1, config, self._model.dtype, self._device)
        self._context = min(int(config.max_position_embeddings), self._blocks.count * BLOCK_SIZE)
        self._chunk = CPU_CHUNK if self._device.type == "cpu" else GPU_CHUNK
        self._graphs: DecodeGraphs | None = None
        if self._device.type == "cuda":
            self._graphs = DecodeGraphs(self._forward, self._pool, scratch=self._blocks.count)
        self._report("warming up")
        self._warm_up()

    def _warm_up(self) -> None:
        batches = [1]
        while self._graphs is not None and batches[-1] < self._options.max_slots:
            batches.append(batches[-1] * 2)
        shapes = [
            (1, min(self._chunk, self._context - 2)),
            *((min(size, self._options.max_slots), 4) for size in batches),
        ]
        for batch, length in shapes:
            for number in range(batch):
                tokens = [number % 7] * length
                self._admit_tokens(f"warm-up {number}", tokens, Sampling(max_tokens=2, temperature=0, ignore_eos=True))
            while self.has_work():
                self.step()
        # What this left behind is no conversation's beginning.
        self._blocks = BlockPool(self._blocks.count)

    def start(self, request: GenerationRequest) -> None:
        """Take a request. Raises BadInput when its prompt leaves no room for an answer."""
        self._admit_tokens(request.id, self._encoder.encode(request), request.sampling)

    def _admit_tokens(self, job_id: str, tokens: list[int], sampling: Sampling) -> None:
        check_length(len(tokens), self._context)
        job = Job(
            id=job_id,
            tokens=tokens,
            prompt_tokens=len(tokens),
            max_tokens=min(sampling.max_tokens, self._context - len(tokens)),
            ignore_eos=sampling.ignore_eos,
            sampler=TokenSampler(sampling, tokens, self._encoder.eos_ids),
            text=TextAssembler(self._encoder.decode, sampling.stop),
            blocks=[],
        )
        self._waiting.append(job)

    def step(self) -> Sequence[Chunk]:
        """One forward pass: a token for each decoding request, and at most one chunk of waiting prompts."""
        self._admit()
        decoding = [job for job in self._running if job.decoding]
        prompts = list(self._prompt_chunks())
        if not decoding and not prompts:
            return []
        jobs = [*decoding, *(job for job, _ in prompts)]
        spans = [Span(job.computed, 1, job.blocks) for job in decoding]
        chunks = [Span(job.computed, count, job.blocks) for job, count in prompts]
        logits = self._logits(jobs, spans, chunks)
        for job, span in zip(jobs, [*spans, *chunks], strict=True):
            job.computed += span.count
            self._remember(job)
        speaking = [row for row, job in enumerate(jobs) if job.pending == 0]
        if not speaking:
            return []
        chosen = choose(logits[speaking], [jobs[row].sampler for row in speaking])
        return [self._take(jobs[row], token) for row, token in zip(speaking, chosen, strict=True)]

    def _admit(self) -> None:
        """Give waiting jobs, in their order, all the blocks they can come to need, so that none runs out midway."""
        while self._waiting and len(self._running) < self._options.max_slots:
            job = self._waiting[0]
            match = self._blocks.match(job.tokens)
            needed = -(-(job.prompt_tokens + job.max_tokens) // BLOCK_SIZE) - len(match.blocks)
            fresh = self._blocks.allocate(needed)
            if fresh is None:
                self._blocks.release(match.blocks)
                return
            job.blocks = match.blocks + fresh
            job.remembered, job.serial = len(match.blocks), match.serial
            job.cached = job.computed = len(match.blocks) * BLOCK_SIZE
            self._running.append(self._waiting.popleft())

    def _prompt_chunks(self) -> Iterator[tuple[Job, int]]:
        room = self._chunk
        for job in self._running:
            if not job.decoding and room > 0:
                count = min(room, job.pending)
                room -= count
                yield job, count

    def _logits(self, jobs: Sequence[Job], decoding: Sequence[Span], prompts: Sequence[Span]) -> torch.Tensor:
        """Logits of the last token of each span, [spans, vocabulary]."""
        spans = [*decoding, *prompts]
        tokens = [
            token
            for job, span in zip(jobs, spans, strict=True)
            for token in job.tokens[span.start : span.start + span.count]
        ]
        with torch.inference_mode():
            if self._graphs is not None and not prompts:
                return self._graphs.run(tokens, decoding)
            ends = torch.tensor([span.count for span in spans]).cumsum(0) - 1
            rows = torch.tensor([tokens], device=self._device)
            return self._forward(rows, plan_for(self._pool, decoding, prompts), ends.to(self._device))

    def _forward(self, tokens: torch.Tensor, plan: Plan, keep: torch.Tensor | int = 0) -> torch.Tensor:
        """One pass over the model. `keep` picks the tokens whose logits are wanted; 0 is all."""
        output = self._model(
            input_ids=tokens, position_ids=plan.positions[None], use_cache=False, logits_to_keep=keep, plan=plan
        )
        logits: torch.Tensor = output.logits[0]
        return logits

    def _remember(self, job: Job) -> None:
        while (job.remembered + 1) * BLOCK_SIZE <= job.computed:
            start = job.remembered * BLOCK_SIZE
            tokens = job.tokens[start : start + BLOCK_SIZE]
            job.serial = self._blocks.remember(job.blocks[job.remembered], job.serial, tokens)
            job.remembered += 1

    def _take(self, job: Job, token: int) -> Chunk:
        """Note a job's new token; return what it adds to the text, and the end of it where it ends."""
        job.tokens.append(token)
        finish: FinishReason | None = None
        if token in self._encoder.eos_ids and not job.ignore_eos:
            text, finish = job.text.flush(), "stop"
        else:
            text = job.text.push([token])
            if job.text.stopped:
                finish = "stop"
            elif job.usage.completion_tokens >= job.max_tokens:
                text, finish = text + job.text.flush(), "length"
        if finish is None:
            return Chunk(job.id, text, tokens=1)
        self._release(job)
        return Chunk(job.id, text, tokens=1, finish=finish, usage=job.usage)

    def _release(self, job: Job) -> None:
        self._running.remove(job)
        self._blocks.release(job.blocks)

    def cancel(self, request_id: str) -> None:
        """Drop a request; its blocks are free at once."""
        self._waiting = deque(job for job in self._waiting if job.id != request_id)
        for job in [job for job in self._running if job.id == request_id]:
            self._release(job)

    def has_work(self) -> bool:
        """Whether any request waits or runs."""
        return bool(self._waiting or self._running)

    def count_tokens(self, messages: Sequence[Message]) -> int:
        """Tokens of these messages in the model's template."""
        return len(self._encoder.encode_messages(messages))

    def stats(self) -> BackendStats:
        """Live figures."""
        return BackendStats(
            model=self._options.model,
            device=str(self._device),
            precision=str(self._model.dtype).removeprefix("torch."),
            context_tokens=self._context,
            running=len(self._running),
            waiting=len(self._waiting),
            kv_tokens=self._blocks.held * BLOCK_SIZE,
            kv_capacity=self._blocks.count * BLOCK_SIZE,
            resident_bytes=resident_bytes(),
        )

    def close(self) -> None:
        """Free weights and pool."""
        self._waiting.clear()
        self._running.clear()
        self.__dict__.pop("_model", None)
        self.__dict__.pop("_pool", None)
