"""Talking to a model hub: the list of a repository's files, and the bytes of one file into a partial file.

Metadata comes through huggingface_hub, bytes through httpx with Range, because huggingface_hub can't resume after a
kill. Both follow the machine's proxy variables; a token goes to the hub's own address only, never along a redirect to
another one. What fails for a passing reason (429, 5xx, a cut connection) is tried again with growing pauses.
"""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import NoReturn, TypeVar
from urllib.parse import quote, urlsplit

import httpx

from ai_engine import __version__
from ai_engine.errors import BadSetting, ChecksumMismatch, HubUnreachable, StoreError
from ai_engine.models.digests import Digest, matches
from ai_engine.models.manifest import safe_name
from ai_engine.models.patience import Passing, Patience, seconds

CONNECT_TIMEOUT_S = 10.0
READ_TIMEOUT_S = 30.0
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class RemoteFile:
    """A file of a repository. `digest` is sha256 for large files, git's blob hash for small ones."""

    name: str
    size: int
    digest: Digest

    @property
    def part_name(self) -> str:
        """Its name while it isn't whole: the same bytes find their part again in any run."""
        return f"{self.digest.hex}.part"


@dataclass(frozen=True, slots=True)
class Listing:
    """A repository at one commit."""

    repository: str
    commit: str
    files: tuple[RemoteFile, ...]


class Hub:
    """One hub, at `endpoint`. Use it as a context manager; `on_wait` hears why and how long a pause is."""

    def __init__(
        self,
        endpoint: str,
        token: str = "",
        patience: Patience | None = None,
        on_wait: Callable[[str, float], None] | None = None,
    ) -> None:
        parts = urlsplit(endpoint)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise BadSetting(f"The setting HF_ENDPOINT can't be used: {endpoint!r} is no http(s) address.")
        self.endpoint = endpoint.rstrip("/")
        self.token = token
        self.patience = patience or Patience()
        self._on_wait = on_wait
        headers = {"user-agent": f"ai-engine/{__version__}", "accept-encoding": "identity"}
        if token:
            headers["authorization"] = f"Bearer {token}"
        try:
            self._client = httpx.Client(
                headers=headers,
                follow_redirects=True,
                timeout=httpx.Timeout(READ_TIMEOUT_S, connect=CONNECT_TIMEOUT_S),
            )
        except (ImportError, ValueError) as error:
            raise BadSetting(
                "The proxy variables of this machine can't be used: HTTP_PROXY, HTTPS_PROXY and ALL_PROXY take http:// "
                "or https:// addresses."
            ) from error

    def __enter__(self) -> "Hub":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._client.close()

    def listing(self, repository: str, revision: str) -> Listing:
        """The files of a repository at a revision (branch, tag or commit), with size and checksum of each.

        Raises:
            HubUnreachable: no answer, or a refusal. StoreError: no such repository or revision.
            UnsafeArchive: a file name leads out of the folder.
        """
        return self._patiently(lambda: self._list_once(repository, revision), f"{repository}")

    def fetch(self, listing: Listing, file: RemoteFile, part: Path, on_bytes: Callable[[int], None]) -> None:
        """Bring a file into `part`, going on where it ends, and verify it. `on_bytes` hears growth, or loss below 0.

        Raises:
            HubUnreachable: the hub stopped answering; `part` keeps what came.
            ChecksumMismatch: what the hub serves isn't what it announced, even when fetched anew; `part` is removed.
            OSError: `part` can't be written.
        """
        if part.exists() and part.stat().st_size > file.size:
            part.unlink()
        if part.exists():
            on_bytes(part.stat().st_size)
        for fresh in (False, True):
            if fresh:
                on_bytes(-part.stat().st_size)
                part.unlink()
            try:
                self._fill(listing, file, part, on_bytes)
            except ChecksumMismatch:
                part.unlink()
                raise
            if matches(part, file.size, file.digest):
                return
        part.unlink()
        raise ChecksumMismatch(
            f"{file.name} of {listing.repository} came twice with a wrong checksum, so it was thrown away: try again "
            "later, or through another network or HF_ENDPOINT."
        )

    def _fill(self, listing: Listing, file: RemoteFile, part: Path, on_bytes: Callable[[int], None]) -> None:
        url = f"{self.endpoint}/{listing.repository}/resolve/{listing.commit}/{quote(file.name)}"
        part.touch()
        grown = 0

        def once() -> None:
            with self._answer(url, file, part.stat().st_size) as answer, part.open("ab") as out:
                offset = _offset(answer)
                if offset != out.tell():
                    on_bytes(offset - out.tell() if offset < out.tell() else 0)
                    out.truncate(min(offset, out.tell()))
                    if offset:
                        raise Passing("the hub sent another part of the file than the one asked for")
                for block in answer.iter_raw():  # as it comes: a size given here would hold back, and lose at a cut
                    out.write(block)
                    on_bytes(len(block))
                    if out.tell() > file.size:
                        return  # longer than announced: the checksum says no
                if out.tell() == offset:
                    raise _short(file, offset)
            if part.stat().st_size < file.size:
                raise Passing("the connection ended early")

        def size() -> int:
            nonlocal grown
            grown = max(grown, part.stat().st_size)
            return grown

        if file.size and part.stat().st_size < file.size:
            self._patiently(once, file.name, size)

    @contextmanager
    def _answer(self, url: str, file: RemoteFile, offset: int) -> Iterator[httpx.Response]:
        headers = {"range": f"bytes={offset}-"} if offset else {}
        try:
            with self._client.stream("GET", url, headers=headers) as answer:
                if answer.status_code == 416 and offset:
                    raise _short(file, offset)
                if answer.status_code not in (200, 206):
                    _refuse(answer.status_code, answer.headers.get("retry-after"), self._host(), bool(self.token))
                yield answer
        except httpx.ConnectError as error:
            raise Passing(_reason(error), connected=False) from error
        except httpx.TransportError as error:
            raise Passing(_reason(error)) from error
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            raise HubUnreachable(f"{self._host()} gave an answer that can't be followed: {_reason(error)}.") from error

    def _list_once(self, repository: str, revision: str) -> Listing:
        # Takes a tenth of a second to import, which --list and --check need not pay.
        from huggingface_hub import HfApi
        from huggingface_hub.errors import (
            HfHubHTTPError,
            HFValidationError,
            OfflineModeIsEnabled,
            RepositoryNotFoundError,
            RevisionNotFoundError,
        )
        from huggingface_hub.utils import httpx as hub_httpx

        api = HfApi(endpoint=self.endpoint, token=self.token or False, library_name="ai-engine")
        try:
            info = api.model_info(repository, revision=revision, files_metadata=True, timeout=READ_TIMEOUT_S)
            files = tuple(_remote_file(item) for item in info.siblings or ())
            commit = str(info.sha)
        except OfflineModeIsEnabled as error:
            raise HubUnreachable("HF_HUB_OFFLINE forbids every download here: unset it and run this again.") from error
        except RevisionNotFoundError as error:
            raise StoreError(
                f"{repository} has no revision {revision!r}: give a branch, tag or commit of it."
            ) from error
        except RepositoryNotFoundError as error:
            raise HubUnreachable(
                f"{self._host()} shows no repository {repository}: check its name; if it is private or gated, set "
                "HF_TOKEN to a token that may read it."
            ) from error
        except HfHubHTTPError as error:
            _refuse(
                error.response.status_code, error.response.headers.get("retry-after"), self._host(), bool(self.token)
            )
        except HFValidationError as error:
            raise StoreError(f"{repository!r} can't be the name of a repository.") from error
        except hub_httpx.ConnectError as error:
            raise Passing(_reason(error), connected=False) from error
        except hub_httpx.HTTPError as error:
            raise Passing(_reason(error)) from error
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise HubUnreachable(f"{self._host()} doesn't answer as a model hub does: check HF_ENDPOINT.") from error
        if not commit.isalnum():
            raise HubUnreachable(f"{self._host()} doesn't answer as a model hub does: check HF_ENDPOINT.")
        return Listing(repository, commit, files)

    def _patiently(self, once: Callable[[], T], what: str, progress: Callable[[], int] = lambda: 0) -> T:
        failures, reached = 0, progress()
        while True:
            try:
                return once()
            except Passing as problem:
                failures = failures + 1 if progress() <= reached else 1
                reached = progress()
                limit = self.patience.tries if problem.connected else self.patience.tries_without_connection
                if failures >= limit:
                    raise HubUnreachable(
                        f"{self._host()} can't be reached for {what} ({problem.reason}): check the network, the proxy "
                        "variables and HF_ENDPOINT, then run this again; what has come is kept."
                    ) from problem
                pause = self.patience.pause(failures, problem.retry_after_s)
                if self._on_wait:
                    self._on_wait(problem.reason, pause)
                time.sleep(pause)

    def _host(self) -> str:
        return urlsplit(self.endpoint).netloc.rpartition("@")[2]


def _remote_file(item: object) -> RemoteFile:
    name, size = item.rfilename, item.size  # type: ignore[attr-defined]
    lfs, blob = item.lfs, item.blob_id  # type: ignore[attr-defined]
    if lfs is not None:
        return RemoteFile(safe_name(str(name)), int(lfs.size), Digest("sha256", _hex(lfs.sha256, 64)))
    return RemoteFile(safe_name(str(name)), int(size), Digest("git", _hex(blob, 40)))


def _hex(value: object, length: int) -> str:
    text = str(value).lower()
    if len(text) != length or set(text) - set("0123456789abcdef"):
        raise ValueError("not a checksum")
    return text


def _offset(answer: httpx.Response) -> int:
    """Where the body of this answer starts in the file (RFC 9110, 14.4: `bytes 10-99/100`)."""
    if answer.status_code == 200:
        return 0
    unit, _, rest = answer.headers.get("content-range", "").partition(" ")
    start = rest.partition("-")[0]
    if unit != "bytes" or not start.isdigit():
        raise Passing("the hub sent a part of the file without saying which")
    return int(start)


def _short(file: RemoteFile, size: int) -> ChecksumMismatch:
    return ChecksumMismatch(
        f"The hub serves only {size} of the {file.size} bytes of {file.name}, so it was thrown away: try later, or "
        "through another HF_ENDPOINT."
    )


def _refuse(status: int, retry_after: str | None, host: str, has_token: bool) -> NoReturn:
    if status in (408, 425, 429) or status >= 500:
        raise Passing(f"it answered {status}", seconds(retry_after))
    if status in (401, 403):
        what = "HF_TOKEN may not read it: check the token" if has_token else "it wants a token: set HF_TOKEN"
        raise HubUnreachable(f"{host} refuses this model (status {status}); {what}.")
    raise HubUnreachable(f"{host} answered {status}, which no further try will change: check HF_ENDPOINT.")


def _reason(error: Exception) -> str:
    text = str(error).strip().splitlines()
    return text[0].rstrip(".") if text and text[0] else type(error).__name__
