#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
# Bad input gets one clear line (what, where, what to do), the right exit code, and leaves nothing half-written.
# usage: bad_input.sh HOLDFAST
set -uo pipefail
cd "$(dirname "$0")/../.."

readonly holdfast=$1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
passed=0
failed=0

wrong() {
    echo "FAILED: $1" >&2
    failed=$((failed + 1))
}

# refuses NAME CODE PATTERN ARGUMENT...: exit CODE, nothing on stdout, one line on stderr that matches PATTERN.
refuses() {
    local name=$1 code=$2 pattern=$3 got lines
    shift 3
    "$holdfast" "$@" >"$work/out" 2>"$work/err" </dev/null
    got=$?
    lines=$(wc -l <"$work/err")
    if [[ $got != "$code" ]]; then
        wrong "$name: exit $got, expected $code: $(head -c 300 "$work/err")"
    elif [[ $lines != 1 ]]; then
        wrong "$name: $lines lines on stderr, expected one: $(head -c 300 "$work/err")"
    elif ! grep -qE -- "$pattern" "$work/err"; then
        wrong "$name: stderr does not match '$pattern': $(cat "$work/err")"
    elif [[ -s $work/out ]]; then
        wrong "$name: an answer on stdout: $(head -c 100 "$work/out")"
    else
        passed=$((passed + 1))
    fi
}

absent() {
    if [[ -e $2 ]] || compgen -G "$2*" >/dev/null; then
        wrong "$1: left $(ls "$2"*)"
    else
        passed=$((passed + 1))
    fi
}

. lab/system/bad_input_cases

echo "$passed passed, $failed failed"
[[ $passed -gt 0 && $failed == 0 ]]
