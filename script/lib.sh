# SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
# What every script here shares: how it speaks and how it stops.

say() {
    echo "holdfast: $*" >&2
}

die() {
    say "$*"
    exit 3
}

# Hexadecimal digits on stdin to bytes on stdout.
hex_to_bytes() {
    tr -d '[:space:]' | tr a-f A-F | basenc --base16 --decode
}
