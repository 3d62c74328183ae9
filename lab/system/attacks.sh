#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
# Every attack of the lab on every board ends as expected, with its control. usage: attacks.sh HOLDFAST
set -euo pipefail
cd "$(dirname "$0")/../.."

exec "$1" attack --board an505 --board an385 --board an385-flat --board stm32f205 --timeout 120
