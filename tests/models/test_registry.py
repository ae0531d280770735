"""What names mean."""

from pathlib import Path

import pytest

from ai_engine.errors import UnknownName
from ai_engine.models import registry


def test_every_entry_is_complete() -> None:
    """Each model has a form, and each form a repository, a revision, patterns, a size and a licence."""
    for spec in registry.REGISTRY:
        assert spec.purpose and spec.forms
        for form in spec.forms:
            assert form.repository.count("/") == 1 and form.revision and form.files and form.bytes and form.licence


@pytest.mark.parametrize(
    "text",
    [
        "tinyllama",
        "TinyLlama",
        "tinyllama-1.1b-chat",
        "TinyLlama/TinyLlama-1.1B-Chat-v1.0",
        "OpenVINO/TinyLlama-1.1B-Chat-v1.0-int4-ov",
    ],
)
def test_a_name_an_alias_and_a_hub_id_mean_the_same_model(text: str) -> None:
    """A registered model is found by its name, an alias or either repository, in any case."""
    assert registry.resolve(text).name == "tinyllama"


def test_an_unregistered_hub_id_becomes_a_model_of_the_kind_asked_for() -> None:
    """A hub id outside the registry may come in either form."""
    spec = registry.resolve("acme/tiny-coder", "code")

    assert (spec.name, spec.kind, spec.key) == ("acme/tiny-coder", "code", "acme--tiny-coder")
    assert {form.form for form in spec.forms} == {"openvino", "transformers"}


def test_a_folder_is_used_where_it_lies(tmp_path: Path) -> None:
    """An existing folder resolves to itself."""
    assert registry.resolve(str(tmp_path)).folder == tmp_path


@pytest.mark.parametrize(
    "text", ["", "nothing", "./absent/folder", "/absent/folder", "a/b/c", "../no-such-folder", "org/..", "a/b\0"]
)
def test_anything_else_is_refused_with_the_known_names(text: str) -> None:
    """An unknown name raises and lists the registry."""
    with pytest.raises(UnknownName, match="tinyllama, codet5-small"):
        registry.resolve(text)
