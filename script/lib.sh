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

# private_apt ROOT TYPE SUITE: makes ROOT an apt configuration of its own, which reads SUITE (TYPE: deb or deb-src) from the
# archive that the system already uses, and sets apt_options to it. The system's package lists never see it, and apt checks
# the archive's signature. Fails where the system has no Debian archive.
private_apt() {
    local root=$1 type=$2 suite=$3 archive
    mkdir -p "$root"/{lists/partial,cache/archives/partial,download}
    archive=$(apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages' 'Origin: Debian' | grep -v security | head -n 1)
    [[ -n $archive ]] || return 1
    echo "$type [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] $archive $suite main" >"$root/sources.list"
    touch "$root/status"
    apt_options=(
        -o Dir::Etc::sourcelist="$PWD/$root/sources.list" -o Dir::Etc::sourceparts=/dev/null
        -o Dir::State::lists="$PWD/$root/lists" -o Dir::State::status="$PWD/$root/status"
        -o Dir::Cache="$PWD/$root/cache" -o APT::Sandbox::User=root
        -o APT::Get::List-Cleanup=0 -o Acquire::Languages=none -o Acquire::Retries=1
    )
}
