#!/usr/bin/env bash
# publish-native.sh [FOLDER [INSTRUCTIONS]]
# Publishes the program and its parser worker as native code into artifacts/native, or the folder given; needs clang or gcc.
# INSTRUCTIONS are those that the code may take for granted: x86-64-v3 for processors with AVX2, native for those like this one.
# Without them it runs on any processor; with them it refuses to start on one that lacks them. docs/performance.md says what they bring.
set -euo pipefail

root="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
runtime="$(dotnet --info | awk '$1 == "RID:" { print $2 }')"
# Folders of its own: neither does what a build left get in here, nor what is compiled here into the output of a build.
dotnet publish "$root/src/Host" --nologo -v q -c Release -r "$runtime" -p:PublishAot=true ${2:+-p:IlcInstructionSet="$2"} \
  --artifacts-path "$root/artifacts/native-build" -o "${1:-$root/artifacts/native}"
