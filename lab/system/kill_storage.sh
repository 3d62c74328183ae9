#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
# Storage survives QEMU killed at random moments; more kills: lab/powerfail/kill --kill N. usage: kill_storage.sh HOLDFAST
set -euo pipefail
cd "$(dirname "$0")/../.."

exec lab/powerfail/kill
