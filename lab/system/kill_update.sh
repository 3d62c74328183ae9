#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
# An update survives QEMU killed at random moments; a thousand kills a board: lab/powerfail/kill_update.
# usage: kill_update.sh HOLDFAST
set -euo pipefail
cd "$(dirname "$0")/../.."

exec lab/powerfail/kill_update --kill 6 --no-report --scenario app --scenario silent --scenario set --scenario urot
