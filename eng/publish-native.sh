#!/usr/bin/env bash
# Publishes the program and its parser worker as native code into artifacts/native, or the folder given; needs clang or gcc.
set -euo pipefail

root="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
runtime="$(dotnet --info | awk '$1 == "RID:" { print $2 }')"
dotnet publish "$root/src/Host" --nologo -v q -c Release -r "$runtime" -p:PublishAot=true -o "${1:-$root/artifacts/native}"
