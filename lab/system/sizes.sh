#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
# What must fit where: irot's code in 10,240 bytes, urot's signed image in one sector of an STM32F2. Install, revert and
# recovery are in it: recovery is looked for by the name that the fault campaign knows it by. usage: sizes.sh HOLDFAST
set -uo pipefail
cd "$(dirname "$0")/../.."

passed=0
failed=0

# at_most WHAT BYTES LIMIT
at_most() {
    if (($2 > 0 && $2 <= $3)); then
        passed=$((passed + 1))
    else
        echo "FAILED: $1: $2, and at most $3 is allowed" >&2
        failed=$((failed + 1))
    fi
}

for board in an505 an385 an385-flat stm32f205; do
    [[ -f build/$board/urot.img && -f build/$board/irot.bin ]] || continue
    at_most "$board: irot" "$(stat -c %s "build/$board/irot.bin")" 10240
    at_most "$board: urot's signed image" "$(stat -c %s "build/$board/urot.img")" 16384
    at_most "$board: recovery in it" "$(arm-none-eabi-nm "build/$board/urot.elf" | grep -c ' hf_urot_recover$')" 1
done
[[ $passed != 0 || $failed != 0 ]] || { echo "no board is built: skipped"; exit 77; }

echo "$passed passed, $failed failed"
[[ $failed == 0 ]]
