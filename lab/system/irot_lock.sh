#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
# What irot's lock is worth on each board: an urot that has been taken over (lab/boot/probe) tries to read, change and
# run irot, to read the hardware key, and to take the lock back. Where nothing can hide irot, the attempts *succeed*:
# that is the finding, and the hand-over says so (lock kind none). On an505 the lock stops every access by irot's own
# addresses, but secure code owns the SAU and can open the other alias. The key is gone everywhere.
# usage: irot_lock.sh HOLDFAST
set -euo pipefail
cd "$(dirname "$0")/../.."

readonly holdfast=$1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

expected() {
    case $1 in
    an505) echo "read_first=refused read_last=refused write=refused run=refused read_key=refused" \
        "take_back=refused read_alias=open write_alias=open" ;;
    an385 | an385-flat) echo "read_first=open read_last=open write=open run=open read_key=refused" \
        "take_back=open read_alias=open write_alias=open" ;;
    stm32f205) echo "read_first=open read_last=open write=refused run=open read_key=refused" \
        "take_back=open read_alias=open write_alias=refused" ;;
    esac
}

failed=0
tried=0
for board in an505 an385 an385-flat stm32f205; do
    [[ -f build/$board/probe.img ]] || continue
    tried=$((tried + 1))
    "$holdfast" device new --lifecycle secured --board "$board" --urot "build/$board/probe.img" "$work/$board" 2>/dev/null
    found=$("$holdfast" device run --timeout 20 "$work/$board" 2>/dev/null | tr -d '\r' |
        sed -n 's/.*probe \([a-z_]*\) \(open\|refused\)$/\1=\2/p' | paste -sd ' ' || true)
    if [[ $found != "$(expected "$board")" ]]; then
        echo "FAILED: $board: found '$found', expected '$(expected "$board")'" >&2
        failed=$((failed + 1))
    fi
done
echo "$((tried - failed)) passed, $failed failed"
[[ $tried -gt 0 ]] || exit 77
[[ $failed == 0 ]]
