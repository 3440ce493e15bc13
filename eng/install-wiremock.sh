#!/usr/bin/env bash
# Puts WireMock itself (the Java server) into artifacts/wiremock, where the comparison tests look for it.
set -euo pipefail

root="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
target="$root/artifacts/wiremock"
mkdir -p "$target"
npm install wiremock@3.13.2 --prefix "$target" --no-save --no-package-lock --no-audit --no-fund --ignore-scripts
ls "$target"/node_modules/wiremock/build/wiremock-standalone-3.13.2.jar
