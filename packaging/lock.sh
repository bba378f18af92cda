#!/usr/bin/env bash
# Makes the three locks anew from the .in files, keeping every version that still fits; words given are passed to uv (--upgrade).
set -euo pipefail
cd "$(dirname "$0")/.."
for part in requirements-build requirements requirements-dev; do
  uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-header --python-version 3.11 \
    "$@" "packaging/$part.in" --output-file "packaging/$part.txt"
done
