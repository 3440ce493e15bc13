#!/usr/bin/env bash
# Builds the mock site on WireMock.Net into artifacts/wiremock-net, where the comparison tests look for it.
set -euo pipefail

root="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
dotnet build "$root/mock-site" --nologo -v q -c Release -p:UseWireMockNet=true --artifacts-path "$root/artifacts/wiremock-net"
