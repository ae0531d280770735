"""The `openvino` backend: an int4 IR under OpenVINO GenAI's continuous batching. The fast engine for CPUs.

Measured traps it answers to: a handle that isn't kept drops its request; `step()` holds the interpreter's lock, so this
runs in a process of its own; the first runs of new shapes take seconds, so loading warms them up.
"""

import itertools
import json
import os
import random
import re
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ai_engine.errors import BadInput, ModelMissing, SetupError
from ai_engine.inference.backends.encoding import PromptEncoder, check_length
from ai_engine.inference.backends.pages import release_mapped_file
from ai_engine.inference.backends.prefixes import PrefixRecord
from ai_engine.inference.options import EngineOptions, Report
from ai_engine.inference.protocol import BackendStats, Chunk, FinishReason, GenerationRequest, Message, Sampling, Usage
from ai_engine.inference.resident import resident_bytes
from ai_engine.inference.text import TextAssembler
from ai_engine.inference.tuning import HintTuner
from ai_engine.models.cores import usable_cores

BLOCK_SIZE = 32
"""Tokens in a KV block of GenAI's CPU plugin: a prefix is reused in whole blocks."""
CHUNK = 256
"""Most tokens a step computes: a long prompt is read in pieces, and a cancel lands between two of them."""

_GROUPS = (32, 64, 128)
"""Sizes of weights' groups that the CPU plugin's 8-bit products are made for."""
_RECORD_BYTES = 65_536
"""The end of an IR that holds the record of its export; the record itself is some kilobytes."""

KERNELS = 128
"""Prepared kernels kept in each of the library's two caches. Each number of tokens in a step has its own, 1.7 MB
of them: without this bound (1,024 and 5,000) they grow to 0.4 GB. Making one anew costs less than can be measured."""

RELEASE_EVERY = 64
"""Requests after which the weights file's pages are given back again: some are read for each text (embeddings)."""


@dataclass(slots=True)
class Job:
    """One request in the pipeline. The handle must be kept: GenAI drops a request whose handle is gone."""

    id: str
    handle: Any
    tokens: list[int]
    prompt_tokens: int
    cached: int
    text: TextAssembler

    @property
    def usage(self) -> Usage:
        """Its token counts."""
        return Usage(self.prompt_tokens, len(self.tokens) - self.prompt_tokens, self.cached)


class OpenVinoBackend:
    """A Backend over ContinuousBatchingPipeline. See the protocol for what each method promises."""

    def __init__(self, options: EngineOptions, report: Report) -> None:
        self._options = options
        self._report = report
        self._jobs: dict[str, Job] = {}
        self._numbers = itertools.count()

    def load(self) -> None:
        """Load the IR and warm up several prompt lengths and batch sizes."""
        folder = Path(self._options.folder)
        self._report("loading the weights")
        self._encoder = PromptEncoder(folder)
        self._weights = folder / "openvino_model.bin"
        self._tuner = HintTuner(Path(self._options.data_dir) if self._options.data_dir else None, folder)
        self._hint = self._tuner.hint()
        self._context = min(_context(folder), self._options.kv_cache_tokens)
        self._prefixes = PrefixRecord(self._options.kv_cache_tokens // BLOCK_SIZE, BLOCK_SIZE)
        self._genai, self._tensor = import_genai()
        self._pipeline = open_pipeline(
            self._genai, folder, self._options.kv_cache_tokens, self._options.max_slots, self._hint
        )
        self._report("warming up")
        self._warm_up()
        release_mapped_file(self._weights)

    def _warm_up(self) -> None:
        """Kernels are made ready at the first run of a shape: the shapes that learners bring come first here."""
        for batch, length in warm_up_shapes(self._options.max_slots, self._context):
            for number in range(batch):
                tokens = [3 + (number + place) % 97 for place in range(length)]
                self._add(f"warm-up {number}", tokens, Sampling(max_tokens=3, temperature=0, ignore_eos=True))
            while self.has_work():
                self.step()

    def start(self, request: GenerationRequest) -> None:
        """Take a request. Raises BadInput when its prompt leaves no room for an answer."""
        self._add(request.id, self._encoder.encode(request), request.sampling)

    def _add(self, job_id: str, tokens: list[int], sampling: Sampling) -> None:
        check_length(len(tokens), self._context)
        self._tuner.busy()
        config = self._configure(sampling, self._context - len(tokens))
        cached = self._prefixes.known(tokens)
        number = next(self._numbers)
        if number % RELEASE_EVERY == 0:
            release_mapped_file(self._weights)
        handle = self._pipeline.add_request(number, self._tensor([tokens]), config)
        text = TextAssembler(self._encoder.decode, sampling.stop)
        self._jobs[job_id] = Job(job_id, handle, tokens, len(tokens), cached, text)

    def _configure(self, sampling: Sampling, room: int) -> Any:
        config = self._genai.GenerationConfig()
        config.max_new_tokens = min(sampling.max_tokens, room)
        config.min_new_tokens = min(sampling.min_tokens, config.max_new_tokens)
        ends = self._encoder.eos_ids
        config.set_eos_token_id(ends[0] if ends else 0)
        config.stop_token_ids = set(ends)
        config.ignore_eos = sampling.ignore_eos or not ends
        config.repetition_penalty = sampling.repetition_penalty
        config.presence_penalty = sampling.presence_penalty
        config.frequency_penalty = sampling.frequency_penalty
        if sampling.temperature > 0 and sampling.top_k != 1 and sampling.top_p > 0:
            config.do_sample = True
            config.temperature = sampling.temperature
            config.top_p = sampling.top_p
            if sampling.top_k > 0:
                config.top_k = sampling.top_k
            # GenAI's default seed is 0 for everyone; who gave none wants another answer each time.
            config.rng_seed = random.getrandbits(32) if sampling.seed is None else sampling.seed % 2**32
        else:
            config.do_sample = False
        try:
            config.validate()
        except RuntimeError as error:
            raise BadInput("A sampling parameter is outside of what this engine can do.") from error
        return config

    def step(self) -> Sequence[Chunk]:
        """One step of continuous batching; what it brought, for each request that it brought something."""
        self._pipeline.step()
        chunks = []
        for job in list(self._jobs.values()):
            if job.handle.can_read():
                chunks += self._read(job)
            elif job.handle.get_status() == self._genai.GenerationStatus.IGNORED:
                del self._jobs[job.id]
                chunks.append(Chunk(job.id, error="The text does not fit the engine's memory. Send less."))
        return chunks

    def _read(self, job: Job) -> list[Chunk]:
        first = len(job.tokens) == job.prompt_tokens
        fresh: list[int] = []
        reason: Any = None
        for output in job.handle.read().values():
            fresh += output.generated_ids
            reason = output.finish_reason
        job.tokens += fresh
        text = job.text.push(fresh)
        finish = self._finish(job, reason)
        if finish is None:
            if first:
                self._prefixes.remember(job.tokens[:-1])
            return [Chunk(job.id, text, tokens=len(fresh))]
        if job.text.stopped:
            job.handle.cancel()
        del self._jobs[job.id]
        self._prefixes.remember(job.tokens[:-1])
        return [Chunk(job.id, text + job.text.flush(), tokens=len(fresh), finish=finish, usage=job.usage)]

    def _finish(self, job: Job, reason: Any) -> FinishReason | None:
        reasons = self._genai.GenerationFinishReason
        if job.text.stopped or reason == reasons.STOP:
            return "stop"
        return "length" if reason == reasons.LENGTH else None

    def cancel(self, request_id: str) -> None:
        """Drop a request; the pipeline frees what it held in its next step."""
        job = self._jobs.pop(request_id, None)
        if job is not None:
            job.handle.cancel()

    def has_work(self) -> bool:
        """Whether the pipeline holds any request, a cancelled one that it has yet to free included."""
        return bool(self._pipeline.has_non_finished_requests())

    def count_tokens(self, messages: Sequence[Message]) -> int:
        """Tokens of these messages in the model's template."""
        return len(self._encoder.encode_messages(messages))

    def stats(self) -> BackendStats:
        """Live figures."""
        metrics = self._pipeline.get_metrics()
        capacity = self._options.kv_cache_tokens // BLOCK_SIZE * BLOCK_SIZE
        scheduled = int(metrics.scheduled_requests)
        return BackendStats(
            model=self._options.model,
            device="cpu",
            precision=f"int4, {self._hint or 'default'} hint",
            context_tokens=self._context,
            running=min(scheduled, len(self._jobs)),
            waiting=max(0, len(self._jobs) - scheduled),
            kv_tokens=round(metrics.cache_usage / 100 * capacity),
            kv_capacity=capacity,
            resident_bytes=resident_bytes(),
        )

    def idle(self) -> None:
        """Use a quiet while to find out which precision hint serves this machine best; the next start takes it."""
        self._tuner.idle()

    def close(self) -> None:
        """Free everything."""
        self._tuner.close()
        self._jobs.clear()
        self.__dict__.pop("_pipeline", None)


def import_genai() -> tuple[Any, Any]:
    """The library, and its tensor class for rows of token ids. Raises SetupError where it isn't installed."""
    # openvino imports its model converter, and that one its telemetry. Without the package the converter takes its
    # own stub, which can send nothing.
    sys.modules.setdefault("openvino_telemetry", None)  # type: ignore[arg-type]
    os.environ.setdefault("ONEDNN_PRIMITIVE_CACHE_CAPACITY", str(KERNELS))  # read when the library first needs it
    try:
        import numpy
        import openvino
        import openvino_genai
    except ImportError as error:
        raise SetupError(f"OpenVINO GenAI can't be imported ({error}). Install the requirements again.") from error

    def tensor(rows: list[list[int]]) -> Any:
        return openvino.Tensor(numpy.array(rows, dtype=numpy.int64))

    return openvino_genai, tensor


def open_pipeline(genai: Any, folder: Path, kv_tokens: int, slots: int, hint: str) -> Any:
    """Read the IR and make its pipeline. `hint` is INFERENCE_PRECISION_HINT, "" for the library's choice.

    No CACHE_DIR: measured 2026-11-20, loading a compiled model took as long as compiling it (1.1 s against 0.8 s),
    the first run was no faster, and the file takes as much disk as the weights.
    """
    if not (folder / "openvino_model.xml").is_file():
        raise ModelMissing(f"The folder {folder} holds no openvino_model.xml; fetch the model again.")
    config = genai.SchedulerConfig()
    config.num_kv_blocks = kv_tokens // BLOCK_SIZE
    config.max_num_batched_tokens = CHUNK
    config.dynamic_split_fuse = True
    config.enable_prefix_caching = True
    config.max_num_seqs = slots
    properties: dict[str, Any] = {"INFERENCE_NUM_THREADS": usable_cores(), "CPU_RUNTIME_CACHE_CAPACITY": str(KERNELS)}
    if hint:
        properties["INFERENCE_PRECISION_HINT"] = hint
    group = weights_group(folder)
    if hint == "f32" and group in _GROUPS:
        # Activations are rounded to 8 bits in groups as large as the weights' own, so that one product of scales
        # serves a group. Measured 2026-12-01 in turns, weights in groups of 64, against the library's 32: prompts 25 %
        # faster, eight streams 9 to 25 %, one stream 3 to 6 %; a larger group than the weights' halves everything.
        properties["DYNAMIC_QUANTIZATION_GROUP_SIZE"] = str(group)
    return genai.ContinuousBatchingPipeline(folder, config, "CPU", properties)


def weights_group(folder: Path) -> int:
    """How many weights share a scale, as the export's own record at the end of the IR says; 0 when it says nothing."""
    with (folder / "openvino_model.xml").open("rb") as file:
        file.seek(max(0, file.seek(0, 2) - _RECORD_BYTES))
        found = re.search(rb'<group_size value="(\d+)"', file.read())
    return int(found[1]) if found else 0


def warm_up_shapes(slots: int, context: int) -> list[tuple[int, int]]:
    """(requests at once, prompt tokens of each): two prompt lengths, and batch sizes up to the slots.

    The first run rearranges all weights, for 4 to 8 s of CPU; it is that run that /ready must wait for. Measured
    2026-12-01: after it a prompt of a length not seen before, a whole chunk included, took as long as the next of that
    length, so the prompts here are short.
    """
    batches = [size for size in (1, 2, 4, 8, 16, 32) if size <= slots]
    shapes = [(1, 40), *((size, 4) for size in batches)]
    return [(size, min(length, context - 4)) for size, length in shapes]


def _context(folder: Path) -> int:
    path = folder / "config.json"
    if not path.is_file():
        raise ModelMissing(f"The folder {folder} holds no config.json; fetch the model again.")
    config = json.loads(path.read_text(encoding="utf-8"))
    return int(config.get("max_position_embeddings") or config.get("n_positions") or 2_048)
