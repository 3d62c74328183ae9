#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
# A virtual device of each built board boots to its app, refuses an image with one flipped bit, and says why; the score card
# turns red when a check is not what attack.yaml says. usage: device.sh HOLDFAST
set -uo pipefail
cd "$(dirname "$0")/../.."

readonly top=$PWD
holdfast=$(realpath "$1")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
passed=0
failed=0

check() {
    if [[ $2 == "$3" ]]; then
        passed=$((passed + 1))
    else
        echo "FAILED: $1: got '$2', expected '$3'" >&2
        failed=$((failed + 1))
    fi
}

# flip FILE OFFSET: turns bit 0 of one byte.
flip() {
    local byte
    byte=$(od -An -tu1 -j "$2" -N 1 "$1")
    printf "%b" "\\x$(printf %02x $((byte ^ 1)))" | dd of="$1" bs=1 seek="$2" conv=notrunc status=none
}

# offset BOARD ROLE: where the role's first slot starts in nvm.bin.
offset() {
    echo $(($(sed -n "/^    \"$2\": {/,/}/p" "build/$1/layout.json" | grep slots | grep -o '0x[0-9a-f]*' | head -n 1)))
}

command -v qemu-system-arm >/dev/null || { echo "no qemu-system-arm: skipped"; exit 77; }
boards=()
for board in an505 an385 an385-flat stm32f205; do
    [[ -f build/$board/app.img && -f build/$board/secure.img ]] && boards+=("$board")
done
[[ ${#boards[@]} != 0 ]] || { echo "no board is built: skipped"; exit 77; }

for board in "${boards[@]}"; do
    device=$work/$board
    "$holdfast" device new --provisioned "$device" --board "$board" 2>/dev/null
    check "$board: device new" $? 0
    "$holdfast" device run "$device" >/dev/null 2>&1
    check "$board: a good device boots to its app" $? 0
    for role in secure app; do
        "$holdfast" device install "$device" "build/$board/$role.img" --role "$role" 2>/dev/null
        flip "$device/nvm.bin" $(($(offset "$board" "$role") + 1000))
        "$holdfast" device run "$device" >"$work/out" 2>/dev/null
        check "$board: $role with one flipped bit does not boot" $? 1
        check "$board: no app ran" "$(grep -c '^app' "$work/out")" 0
        check "$board: why names the check" "$("$holdfast" device why "$device" | grep -c "urot refused $role in slot A: .*image.hash")" 1
        "$holdfast" device install "$device" "build/$board/$role.img" --role "$role" 2>/dev/null
    done
    "$holdfast" device run "$device" >/dev/null 2>&1
    check "$board: the good image again boots" $? 0
    "$holdfast" device run "$device" --qemu "$work/no-such-qemu" >"$work/out" 2>"$work/err"
    check "$board: a missing QEMU is broken input" $? 3
    check "$board: and one line" "$(wc -l <"$work/err")" 1
done

# The same tree with one attack.yaml bent: a refusal for another reason must void the card, a wrong expectation must show.
board=${boards[0]}
mkdir -p "$work/tree/lab/threats/t4_flip_payload" "$work/tree/build"
ln -s "$top/lab/keys" "$work/tree/lab/keys"
ln -s "$top/build/$board" "$work/tree/build/$board"
run_bent() {
    sed "$1" lab/threats/t4_flip_payload/attack.yaml >"$work/tree/lab/threats/t4_flip_payload/attack.yaml"
    (cd "$work/tree" && "$holdfast" attack --board "$board" --json) 2>/dev/null
}
answer=$(run_bent '')
check "the attack as it is" "$? $(grep -c '"void":false' <<<"$answer")" "0 1"
answer=$(run_bent 's/image\.hash/image.magic/')
check "another refusal than the expected voids the card" "$? $(grep -c '"void":true' <<<"$answer")" "1 1"
answer=$(run_bent 's/: held/: broke/g')
check "held where a break is expected is red" "$? $(grep -c '"void":false' <<<"$answer")" "1 1"

echo "$passed passed, $failed failed"
[[ $passed -gt 0 && $failed == 0 ]]
