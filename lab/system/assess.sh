#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
# The paper half from outside: answers, exit codes, and hostile profiles in bounded time and memory.
# usage: assess.sh HOLDFAST
set -uo pipefail
cd "$(dirname "$0")/../.."

readonly holdfast=$1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
passed=0
failed=0

# expect NAME CODE PATTERN ARGUMENT...: exit CODE, and PATTERN in what was said (stdout, or stderr for 2 and 3).
expect() {
    local name=$1 code=$2 pattern=$3 got where
    shift 3
    "$holdfast" "$@" >"$work/out" 2>"$work/err" </dev/null
    got=$?
    where=$work/out
    [[ $code -lt 2 ]] || where=$work/err
    if [[ $got != "$code" ]]; then
        echo "FAILED: $name: exit $got, expected $code: $(head -c 300 "$work/err")" >&2
    elif [[ -n $pattern ]] && ! grep -qE -- "$pattern" "$where"; then
        echo "FAILED: $name: no '$pattern' in: $(head -c 300 "$where")" >&2
    elif [[ $code -ge 2 && ($(wc -l <"$work/err") != 1 || -s $work/out) ]]; then
        echo "FAILED: $name: not one line on stderr and nothing on stdout" >&2
    else
        passed=$((passed + 1))
        return
    fi
    failed=$((failed + 1))
}

# hostile NAME PATTERN: the profile on stdin is refused with one line within 2 s and 64 MiB.
hostile() {
    cat >"$work/hostile.yaml"
    (
        ulimit -v 65536
        timeout 2 "$holdfast" assess "$work/hostile.yaml" >"$work/out" 2>"$work/err"
    )
    local got=$?
    if [[ $got == 3 && $(wc -l <"$work/err") == 1 && ! -s $work/out ]] && grep -qE -- "$2" "$work/err"; then
        passed=$((passed + 1))
    else
        echo "FAILED: $1: exit $got: $(head -c 300 "$work/err")" >&2
        failed=$((failed + 1))
    fi
}

readonly meter=examples/water-meter.yaml

# Answers.
expect "a sufficient product" 0 "^Water meter WM-3 \(smart-meter\): sufficient$" assess $meter
expect "a product with conditions" 0 "certificate of ST STSAFE-A120" assess examples/smart-lock.yaml
expect "an insufficient product" 1 "smallest change \(measure\)" assess examples/industrial-gateway.yaml
expect "the model" 0 '"schema": "holdfast.assessment/1"' assess $meter --json
expect "an explanation" 0 "SAES is side-channel hardened and certified" assess $meter --explain t6
expect "a counterfactual" 1 "what if: sufficient -> insufficient" assess $meter --what-if part=STM32F407
expect "a stronger attacker" 1 "sufficient-with-se" assess $meter --what-if "attacker:device identity=lab"
expect "every line ranked" 0 "280 lines" assess lab/bench/assess/all-lines.yaml
"$holdfast" assess $meter --json >"$work/old.json"
expect "no change" 0 "no change since the baseline" assess $meter --baseline "$work/old.json"
expect "a change for the worse" 1 "^worse  verdict t8" assess $meter --baseline "$work/old.json" --what-if debug=open
expect "known risk passes" 0 "no change since the baseline" assess $meter --baseline "$work/old.json" --what-if debug=closed
expect "lines with SAES" 0 "^U585 .*U585-PSA-L3$" part list --has saes --trustzone
expect "no such line" 1 "" part list --series F2 --has saes
expect "a part" 0 "STM32U585 \(series U5, cm33\)" part show STM32U585CIU6
expect "a difference" 0 "AES engine +- +CRYP" part diff STM32F205 STM32F215

# What is refused.
expect "no such threat" 2 "write one of t1 to t9" assess $meter --explain t10
expect "no such key" 2 "no key 'colour'" assess $meter --what-if colour=red
expect "no such value" 2 "write one of: open, rdp1, closed, authenticated" assess $meter --what-if debug=shut
expect "an element that is not there" 2 "its platform has none" assess $meter --what-if "lives_in:device identity=se"
expect "a baseline that is none" 3 "not JSON" assess $meter --baseline $meter
expect "no score card" 3 "no score card in it" assess $meter --evidence examples
expect "no catalogue" 3 "no such folder" assess $meter --catalog "$work/none"
expect "an unknown part" 3 "did you mean 'STM32U585'" part show U58S
expect "an unknown column" 2 "did you mean 'saes'" part list --has saess
SOURCE_DATE_EPOCH=1861920000 expect "an expired decision" 3 "the decision on t6 expired on 2028-01-01" assess $meter

# Hostile profiles. Not through a pipe: the counts of a subshell would be lost.
hostile "10 MB" "larger than 1024 KiB" < <(yes '# a comment' | head -c 10000000)
hostile "deep nesting" "nested more than 16 levels" < <(head -c 1000000 /dev/zero | tr '\0' '[')
hostile "alias bomb" "anchors are not allowed" < <(printf 'a: &a [x, x]\nb: [*a, *a]\n')
hostile "second document" ":[0-9]+:1: a second document" < <(cat $meter; printf -- '---\nholdfast: 1\n')
hostile "a flood of values" "more than 65536 values" < <(printf 'holdfast: 1\nassets: ['; yes 'a, ' | head -c 900000 | tr -d '\n'; echo ']')
hostile "a misspelt boolean" ":[0-9]+:[0-9]+: 'tls' is 'fales'; write true or false" < <(sed 's/tls: true/tls: fales/' $meter)
hostile "a terminal escape" "control character" < <(printf 'holdfast: 1\nproduct: { name: "\\e[2J", kind: other, connectivity: [] }\nassets: []\n')

echo "$passed passed, $failed failed"
[[ $passed -ge 32 && $failed == 0 ]]
