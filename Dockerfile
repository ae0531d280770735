# syntax=docker/dockerfile:1
# Two stages: the first installs the pinned requirements into a venv, the second holds what runs and no build tools.
# How it is checked without a Docker daemon: docs/packaging.md.
ARG PYTHON_IMAGE=docker.io/library/python:3.11-slim-bookworm

FROM ${PYTHON_IMAGE} AS build
# Where torch comes from. A machine without a GPU wants PyTorch's CPU build: README.md says when and how.
ARG TORCH_INDEX_URL=""
WORKDIR /build
COPY requirements.txt constraints.txt ./
RUN python3 -m venv /opt/venv \
    && if [ -n "$TORCH_INDEX_URL" ]; then \
           /opt/venv/bin/pip install --no-cache-dir --index-url "$TORCH_INDEX_URL" "$(grep '^torch==' requirements.txt)"; \
       fi \
    && /opt/venv/bin/pip install --no-cache-dir -r requirements.txt -c constraints.txt \
    && /opt/venv/bin/pip uninstall --yes pip \
    && find /opt/venv -name __pycache__ -prune -exec rm -rf {} +

FROM ${PYTHON_IMAGE}
# bubblewrap holds a learner's running program; libgomp1 is what torch and OpenVINO use for threads. pip goes: the base
# image brings one of its own.
RUN apt-get update \
    && apt-get install --yes --no-install-recommends bubblewrap libgomp1 \
    && rm -rf /var/lib/apt/lists/* \
    && if python3 -m pip --version; then python3 -m pip uninstall --yes --root-user-action=ignore pip setuptools wheel; fi \
    && useradd --create-home --uid 10001 tutor \
    && install -d -o tutor -g tutor /models /data
COPY --from=build /opt/venv /opt/venv
COPY --chown=root:root ai_engine /app/ai_engine
COPY --chown=root:root init_models.py pyproject.toml README.md /app/
ENV PATH=/opt/venv/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 \
    HOST=0.0.0.0 PORT=5000 MODEL_CACHE_DIR=/models DATA_DIR=/data
WORKDIR /app
USER tutor
VOLUME ["/models", "/data"]
EXPOSE 5000
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s --retries=3 \
    CMD ["python3", "-c", "import os, urllib.request as u; u.urlopen(f\"http://127.0.0.1:{os.environ['PORT']}/health\", timeout=4)"]
STOPSIGNAL SIGTERM
CMD ["python3", "-m", "ai_engine"]
