#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
# A few of the proofs, with their planted bugs. Skipped where CBMC is not here: script/test --proofs fetches it, this does not.
# usage: proofs.sh HOLDFAST
set -euo pipefail
cd "$(dirname "$0")/../.."
. script/lib.sh
. lab/proofs/lib.sh

if ! have_cbmc; then
    echo "SKIPPED: CBMC is not here; script/test --proofs fetches it"
    exit 77
fi
HOLDFAST_OFFLINE=1 lab/proofs/run --quick
