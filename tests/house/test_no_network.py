"""In a network namespace without a network everything but the download works, and nothing tries to connect."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.backends.tiny_ir import write_openvino
from tests.conftest import debian

ROOT = Path(__file__).resolve().parents[2]
# Runs inside the namespace: loopback up, the server under strace, requests, and a clean stop.
INSIDE = """
import json, re, subprocess, sys, time, urllib.error, urllib.request
subprocess.run(["ip", "link", "set", "lo", "up"], check=True)
trace = ["strace", "-D", "-f", "-qq", "--seccomp-bpf", "-e", "trace=connect", "-o", sys.argv[1]]
server = subprocess.Popen([*trace, sys.executable, "-m", "ai_engine"], stdout=subprocess.PIPE, text=True)
def ask(path, body=None):
    data = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(base + path, data, {"Content-Type": "application/json"})
    return json.load(urllib.request.urlopen(request, timeout=90))
def is_ready():
    try:
        return ask("/ready").get("answers") == "model"
    except urllib.error.HTTPError:
        return False
try:
    for line in server.stdout:
        if found := re.search(r":(\\d+)$", line.strip()):
            break
    base = f"http://127.0.0.1:{found[1]}"
    end = time.monotonic() + 90
    while not is_ready() and time.monotonic() < end:
        time.sleep(0.2)
    raw = ask("/v1/models")["data"][-1]["id"]
    answers = {
        "health": ask("/health")["models"]["chat"]["phase"],
        "chat": ask("/ai-tutor/chat", {"message": "What is a list?"})["success"],
        "raw": len(ask("/v1/completions", {"model": raw, "prompt": "a b c", "max_tokens": 4})["choices"]),
        "analysis": ask("/code/analyze", {"code": "print(x)", "run": True})["success"],
        "challenge": ask("/challenges/generate", {})["success"],
        "verdict": ask("/challenges/count-vowels/submit", {"code": "def count_vowels(text): return 0"})["verdict"],
        "path": ask("/learning-path/recommend", {})["success"],
    }
    print(json.dumps(answers))
finally:
    server.terminate()
    server.wait(90)
"""


@pytest.mark.slow
def test_nothing_connects_and_everything_works(tmp_path: Path) -> None:
    """A real engine with a tiny model; every connect() of every process is recorded."""
    if os.geteuid() != 0:
        pytest.skip("needs root to make a network namespace")
    debian("strace", "strace")
    debian("iproute2", "ip")
    debian("bubblewrap", "bwrap")
    write_openvino(tmp_path / "model")
    settings = {"PORT": "0", "DATA_DIR": str(tmp_path / "data"), "MODEL_CACHE_DIR": str(tmp_path / "store")}
    settings |= {"CHAT_MODEL": str(tmp_path / "model"), "RAW_MODEL": "on", "KV_CACHE_TOKENS": "4096"}
    done = subprocess.run(
        ["unshare", "--net", sys.executable, "-c", INSIDE, str(tmp_path / "trace")],
        cwd=ROOT, env={**os.environ, **settings}, capture_output=True, text=True, timeout=280,
    )  # fmt: skip

    assert done.returncode == 0, done.stderr[-2000:]
    answers = json.loads(done.stdout.splitlines()[-1])
    assert answers.pop("health") == "ready"
    assert answers.pop("verdict") == "rejected"
    assert all(answers.values()), answers
    outward = [
        line
        for line in (tmp_path / "trace").read_text().splitlines()
        if re.search(r"connect\(.*AF_INET6?,", line) and "127.0.0.1" not in line and '"::1"' not in line
    ]
    assert outward == []
