#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
# The reports as files: whole or not at all, the same bytes each time, one clear line when they cannot be written.
# usage: reports.sh HOLDFAST
set -uo pipefail
cd "$(dirname "$0")/../.."

readonly holdfast=$1
readonly meter=examples/water-meter.yaml
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
passed=0
failed=0

check() {
    local name=$1
    shift
    if "$@"; then
        passed=$((passed + 1))
    else
        echo "FAILED: $name" >&2
        failed=$((failed + 1))
    fi
}

# refused CODE PATTERN ARGUMENT...: exit CODE, one line on stderr that matches, nothing on stdout.
refused() {
    local code=$1 pattern=$2 got
    shift 2
    "$holdfast" "$@" >"$work/out" 2>"$work/err"
    got=$?
    [[ $got == "$code" && $(wc -l <"$work/err") == 1 && ! -s $work/out ]] && grep -qE -- "$pattern" "$work/err"
}

same_as_stdout() {
    "$holdfast" assess $meter --format "$1" -o "$work/file" && "$holdfast" assess $meter --format "$1" >"$work/stdout" &&
        cmp -s "$work/file" "$work/stdout" && [[ -s $work/file ]]
}

for format in text json html md sarif cra; do
    check "$format: the same bytes in a file and on stdout, twice" same_as_stdout $format
done
check "an answer 'no' still writes its report" bash -c \
    "'$holdfast' assess examples/industrial-gateway.yaml --format html -o '$work/no.html'; [[ \$? == 1 && -s '$work/no.html' ]]"

check "a folder that is not there" refused 3 "nowhere/r.html: cannot be written: No such file" \
    assess $meter --format html -o "$work/nowhere/r.html"
mkdir "$work/folder"
check "a folder in the place of the file" refused 3 "folder: cannot be written" assess $meter --format md -o "$work/folder"
check "no half report and no temporary file is left" bash -c "[[ \$(ls '$work' | grep -c '\.new\.') == 0 && ! -e '$work/nowhere' ]]"
echo old >"$work/kept.html"
check "a broken profile" refused 3 "cannot be read|No such file" assess "$work/none.yaml" --format html -o "$work/kept.html"
check "a broken profile leaves the old report" grep -qx old "$work/kept.html"
check "a form that does not exist" refused 2 "write one of text, json, html, md, sarif, cra" assess $meter --format pdf
check "an explanation is text" refused 2 "explain" assess $meter --format html --explain t5
check "a comparison is no report" refused 2 "baseline" assess $meter --baseline x.json -o "$work/x"
if [[ -e /dev/full ]]; then
    "$holdfast" assess $meter --format html >/dev/full 2>"$work/err"
    check "a full disk behind stdout" test $? == 3
fi
check "an SBOM of no board" refused 2 "--board" sbom
check "an SBOM of a board that is not built" refused 3 "CMakeCache.txt" sbom --board none --build "$work"

echo "$passed passed, $failed failed"
[[ $passed -gt 0 && $failed == 0 ]]
