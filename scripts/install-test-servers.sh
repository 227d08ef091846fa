#!/usr/bin/env bash
# Installs what the tests start on this machine: PostgreSQL, Valkey or Redis, Python with venv for the emulator of AWS, and Chromium with a font,
# in which the report of `growth report` is opened. The tests of the report fail where Chromium is missing, they are not skipped.
# For Debian and Ubuntu, as root or with sudo. What is there already is left alone; nothing is started.
set -euo pipefail

missing=()
installed() { command -v "$1" >/dev/null 2>&1; }
need() {
  echo "missing: $1 (package $2)"
  missing+=("$2")
}

if compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null || installed initdb; then echo 'found: PostgreSQL'; else need PostgreSQL postgresql; fi
if installed valkey-server || installed redis-server; then echo 'found: Valkey or Redis'; else need 'Valkey or Redis' redis-server; fi
if python3 -c 'import ensurepip, venv' >/dev/null 2>&1; then echo 'found: Python with venv'; else need 'Python with venv' python3-venv; fi
if installed chromium; then echo 'found: Chromium'; else need Chromium chromium; fi
if compgen -G '/usr/share/fonts/truetype/dejavu/*.ttf' >/dev/null; then echo 'found: DejaVu fonts'; else need 'DejaVu fonts' fonts-dejavu-core; fi
if installed openssl; then echo 'found: OpenSSL'; else need OpenSSL openssl; fi

if [ "${#missing[@]}" -eq 0 ]; then
  echo 'nothing to install'
  exit 0
fi
if ! installed apt-get; then
  echo "apt-get is not there: install by hand what is missing (${missing[*]})" >&2
  exit 1
fi

as_root=()
if [ "$(id -u)" -ne 0 ]; then
  as_root=(sudo)
fi

# The packages would start servers of their own; the tests start theirs on free ports.
policy=/usr/sbin/policy-rc.d
if [ ! -e "$policy" ]; then
  printf '#!/bin/sh\nexit 101\n' | "${as_root[@]}" tee "$policy" >/dev/null
  "${as_root[@]}" chmod 0755 "$policy"
  trap '"${as_root[@]}" rm -f "$policy"' EXIT
fi

echo "installing: ${missing[*]}"
"${as_root[@]}" apt-get update -qq
"${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}"
echo 'done'
