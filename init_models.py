#!/usr/bin/env python3
"""Fill MODEL_CACHE_DIR before the first start: the only program here that talks to a model hub.

Without arguments it fetches the chat, code and embedding models in the form that this machine will use. Exit codes:
0 done, 2 usage, 3 hub unreachable, 4 disk, 5 checksum, 130 interrupted.
"""

import argparse
import os
import sys
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path

HERE = Path(__file__).resolve().parent


def _use_own_environment() -> None:
    """Start again with the project's own Python when this one lacks the packages."""
    own = HERE / ".venv" / "bin" / "python"
    if all(find_spec(name) for name in ("httpx", "huggingface_hub", "pydantic_settings", "tqdm")):
        return
    if own.exists() and Path(sys.prefix).resolve() != (HERE / ".venv").resolve():
        os.execv(own, [str(own), *sys.argv])  # noqa: S606 - a fixed program, no shell
    print("The packages of requirements.txt are missing: run scripts/serve once, it installs them.", file=sys.stderr)
    sys.exit(2)


if __name__ == "__main__":
    _use_own_environment()

from ai_engine.errors import (  # noqa: E402 - after the environment is known to be the right one
    ChecksumMismatch,
    DiskFull,
    EngineError,
    HubUnreachable,
    ModelMissing,
    UnknownName,
    UnsafeArchive,
)
from ai_engine.models.archive import export_store, import_store  # noqa: E402
from ai_engine.models.devices import has_gpu  # noqa: E402
from ai_engine.models.fill import disk_errors, fetch, take_folder  # noqa: E402
from ai_engine.models.hub import Hub  # noqa: E402
from ai_engine.models.progress import Progress, human  # noqa: E402
from ai_engine.models.registry import REGISTRY, Form, ModelSpec, resolve  # noqa: E402
from ai_engine.models.store import ModelStore, StoredModel  # noqa: E402
from ai_engine.settings import Settings, read_settings  # noqa: E402

DONE, USAGE, UNREACHABLE, DISK, CHECKSUM, INTERRUPTED = 0, 2, 3, 4, 5, 130


def exit_code(error: EngineError) -> int:
    """The exit code that stands for an error."""
    if isinstance(error, HubUnreachable):
        return UNREACHABLE
    if isinstance(error, DiskFull):
        return DISK
    if isinstance(error, ChecksumMismatch | UnsafeArchive):
        return CHECKSUM
    return USAGE


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the program; returns its exit code. What goes wrong is one sentence on standard error."""
    options = _parser().parse_args(arguments)
    try:
        settings = read_settings()
        store = ModelStore(settings.model_cache_dir)
        with disk_errors(store.root):
            return _run(options, settings, store, Progress())
    except EngineError as error:
        print(error.message, file=sys.stderr)
        return exit_code(error)
    except KeyboardInterrupt:
        print("Interrupted. What has come is kept: run this again to go on.", file=sys.stderr)
        return INTERRUPTED
    except OSError as error:
        print(f"{error.filename or 'The store'} can't be used: {error.strerror or error}.", file=sys.stderr)
        return DISK


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter, allow_abbrev=False
    )
    what = parser.add_mutually_exclusive_group()
    what.add_argument("--list", action="store_true", help="show the known models and what the store holds")
    what.add_argument("--check", action="store_true", help="hash every stored file again; needs no network")
    what.add_argument(
        "--from", metavar="DIR", dest="folder", type=Path, help="take a model from a folder of this machine"
    )
    what.add_argument("--export", metavar="FILE.tar", type=Path, help="write the store into one file")
    what.add_argument("--import", metavar="FILE.tar", dest="archive", type=Path, help="take over what --export wrote")
    parser.add_argument(
        "--models",
        metavar="A,B",
        help="which models: registry names, hub ids, or chat, code, embedding for those of the settings",
    )
    parser.add_argument(
        "--engine", choices=["auto", "openvino", "transformers"], help="for which engine (default: ENGINE)"
    )
    parser.add_argument("--revision", help="branch, tag or commit of the one model named with --models")
    return parser


def _run(options: argparse.Namespace, settings: Settings, store: ModelStore, progress: Progress) -> int:
    wanted = _specs(options.models, settings)
    other = options.list or options.check or options.folder or options.export or options.archive
    if options.revision and (len(wanted) != 1 or other):
        raise UnknownName("--revision goes with downloading one model: name it with --models.")
    if options.list:
        return _list(store, progress)
    if options.check:
        return _check(store, wanted, progress)
    if options.export:
        return _export(store, wanted, options.export, progress)
    with store.lock(lambda: progress.say("Another init_models.py is filling this store; waiting for it.")):
        if options.archive:
            return _import(store, options.archive, progress)
        form: Form = _form(options.engine or settings.engine, settings.device)
        if options.folder:
            return _take(store, options.folder, wanted, form if options.engine else None, progress)
        return _fetch(store, settings, wanted, form, options.revision, progress)


def _specs(models: str | None, settings: Settings) -> list[ModelSpec]:
    names = [name for name in (models or "").split(",") if name.strip()]
    if models is not None and not names:
        raise UnknownName("--models needs at least one name.")
    configured = _configured(settings) if names else {}
    return [configured.get(name.strip()) or resolve(name) for name in names]


def _configured(settings: Settings) -> dict[str, ModelSpec]:
    """The models that the settings name."""
    return {
        "chat": resolve(settings.chat_model, "chat"),
        "code": resolve(settings.code_model, "code"),
        "embedding": resolve(settings.embedding_model, "embedding"),
    }


def _form(engine: str, device: str) -> Form:
    """The form of a chat model that this machine will use: int4 IR without a GPU, safetensors with one."""
    if engine == "openvino":
        return "openvino"
    if engine == "transformers" or has_gpu(device) or find_spec("openvino_genai") is None:
        return "transformers"
    return "openvino"


def _list(store: ModelStore, progress: Progress) -> int:
    held = {(model.name, model.form): model for model in store.models()}
    broken = store.broken()
    for spec in REGISTRY:
        progress.say(f"{spec.name} ({spec.kind}): {spec.purpose}")
        for form in spec.forms:
            if (spec.key, form.form) in broken:
                state = f"[damaged: --models {spec.name} mends it]"
            else:
                state = _held(held.pop((spec.name, form.form), None))
            progress.say(f"  {form.form:<13} {human(form.bytes):>7}  {form.licence}  {form.repository}  {state}")
    for model in held.values():
        progress.say(f"{model.name} ({model.kind})")
        progress.say(f"  {model.form:<13} {human(model.bytes):>7}  {_held(model)}")
    progress.say(f"The store is {store.root}.")
    return DONE


def _held(model: StoredModel | None) -> str:
    if model is None or model.manifest is None:
        return "[not in the store]"
    where = model.manifest.commit[:12] or "from a folder"
    return f"[in the store: {where}, {model.manifest.created[:10]}]"


def _check(store: ModelStore, wanted: list[ModelSpec], progress: Progress) -> int:
    with progress.bar("checking", sum(model.bytes for model in store.models())) as grow:
        found = (
            [each for spec in wanted for each in store.check(spec.name, grow)] if wanted else store.check(None, grow)
        )
    if not found:
        raise ModelMissing(f"The store {store.root} holds no such model: run init_models.py to fetch it.")
    for model in found:
        if not model.damage:
            progress.say(f"{model.place}: sound, {model.files} files, {human(model.bytes)}")
        for damage in model.damage:
            progress.say(f"{damage.place}/{damage.file}: damaged, {damage.reason}")
    broken = [model.place for model in found if model.damage]
    if broken:
        names = ",".join(sorted({place.partition("/")[0].replace("--", "/") for place in broken}))
        raise ChecksumMismatch(f"Damaged: {', '.join(broken)}. Run init_models.py --models {names} to mend it.")
    return DONE


def _export(store: ModelStore, wanted: list[ModelSpec], target: Path, progress: Progress) -> int:
    names = {spec.name for spec in wanted}
    held = [model for model in store.models() if not names or model.name in names]
    missing = names - {model.name for model in held}
    if missing:
        raise ModelMissing(f"The store doesn't hold {', '.join(sorted(missing))}: fetch it first.")
    if target.is_dir() or not target.absolute().parent.is_dir():
        raise UnknownName(f"--export takes the name of a file to write, in a folder that is there: {target} is none.")
    with disk_errors(target.absolute().parent, "write the archive to another disk"):
        size = export_store(store, held, target, progress)
    progress.say(f"{target}: {len(held)} models, {human(size)}. There: init_models.py --import {target.name}")
    return DONE


def _import(store: ModelStore, source: Path, progress: Progress) -> int:
    for model in import_store(store, source, progress):
        progress.say(f"{model.name} ({model.form}): {human(model.bytes)}, verified")
    return DONE


def _take(store: ModelStore, folder: Path, wanted: list[ModelSpec], form: Form | None, progress: Progress) -> int:
    specs = wanted or _named_like(folder)
    if len(specs) != 1:
        raise UnknownName(f"--from takes one model: say which with --models, for example --models {REGISTRY[0].name}.")
    model = take_folder(store, folder, specs[0], form, progress)
    progress.say(f"{model.name} ({model.form}): {human(model.bytes)} taken from {folder}, hashed and recorded")
    return DONE


def _named_like(folder: Path) -> list[ModelSpec]:
    """The registered model that a folder's own name means: its name, an alias, or its repository's last part."""
    name = folder.resolve().name.lower()
    return [
        spec
        for spec in REGISTRY
        if name in (spec.name, *spec.aliases, *(form.repository.split("/")[1].lower() for form in spec.forms))
    ]


def _fetch(
    store: ModelStore, settings: Settings, wanted: list[ModelSpec], form: Form, revision: str | None, progress: Progress
) -> int:
    specs = wanted or list(_configured(settings).values())

    def waiting(reason: str, pause_s: float) -> None:
        progress.say(f"  {reason}; trying again in {pause_s:.{0 if pause_s >= 10 else 1}f} s")

    downloaded = 0
    with Hub(settings.hf_endpoint, settings.hf_token, on_wait=waiting) as hub:
        for spec in specs:
            if spec.folder is not None:
                progress.say(f"{spec.name}: a folder of this machine, used where it lies")
                continue
            outcome = fetch(store, hub, spec, form, revision, progress)
            downloaded += outcome.downloaded
            how = f"{human(outcome.downloaded)} downloaded" if outcome.downloaded else "already here"
            progress.say(f"{spec.name} ({outcome.model.form}): {how}, every checksum verified")
    store.sweep()
    progress.say(f"Done: {human(downloaded)} downloaded." if downloaded else "All there: nothing was downloaded.")
    return DONE


if __name__ == "__main__":
    sys.exit(main())
