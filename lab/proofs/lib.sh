# SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
# Gets the model checker CBMC, and runs it. Sourced at the top of the tree after script/lib.sh.
#
# Debian 12 has no CBMC. Debian 13's is unpacked under build/deps/cbmc together with the libraries that it was linked
# against, and started through their own dynamic loader: nothing is installed, and the system's libraries are not touched.
# What it calls as a preprocessor (gcc, arm-none-eabi-gcc) is the system's.

readonly cbmc_home=build/deps/cbmc

# cbmc_tool NAME ARGUMENT...: cbmc, goto-cc, goto-instrument: the system's where there is a recent one, else ours.
cbmc_tool() {
    local name=$1 lib=$cbmc_home/usr/lib
    shift
    if [[ -x $cbmc_home/usr/bin/$name ]]; then
        "$lib/x86_64-linux-gnu/ld-linux-x86-64.so.2" --library-path "$lib/x86_64-linux-gnu:$lib" --argv0 "$name" \
            "$cbmc_home/usr/bin/$name" "$@"
    else
        "$name" "$@"
    fi
}

have_cbmc() {
    [[ -f $cbmc_home/.complete ]] || { command -v cbmc >/dev/null && command -v goto-cc >/dev/null && [[ $(cbmc --version) == [6-9].* ]]; }
}

# unpack_deb FILE NAME VERSION SHA256: refuses the version that was tested with other bytes; says so when it is another one.
unpack_deb() {
    local file=$1 name=$2 tested=$3 wanted=$4 version sum
    version=$(dpkg-deb -f "$file" Version)
    sum=$(sha256sum "$file" | cut -d' ' -f1)
    if [[ $version != "$tested" ]]; then
        say "notice: $name $version; $tested is what was tested"
    elif [[ $sum != "$wanted" ]]; then
        say "$(basename "$file") has SHA-256 $sum, deps.lock says $wanted: not using it"
        return 1
    fi
    dpkg-deb -x "$file" "$cbmc_home.new"
}

# fetch_cbmc: 0 when CBMC is here afterwards; otherwise says why not.
fetch_cbmc() {
    local root=build/deps/apt-cbmc name version suite hash packages
    have_cbmc && return
    [[ -z ${HOLDFAST_OFFLINE:-} ]] || { say "HOLDFAST_OFFLINE is set, and CBMC is not here"; return 1; }
    command -v apt-get >/dev/null && command -v dpkg-deb >/dev/null || { say "no apt here, and no CBMC 6"; return 1; }
    [[ $(dpkg --print-architecture) == amd64 ]] || { say "CBMC is fetched for amd64 only"; return 1; }
    mapfile -t packages < <(sed -n 's/^deb:\([^ ]*\) .*/\1/p' deps.lock)
    suite=$(sed -n 's/^deb:cbmc .*suite=\([^ ]*\).*/\1/p' deps.lock)
    say "fetching CBMC ($suite)"
    rm -rf "$root" "$cbmc_home.new"
    private_apt "$root" deb "$suite" || { say "no Debian archive in the system's apt configuration"; return 1; }
    if ! apt-get "${apt_options[@]}" update -qq >&2 ||
        ! (cd "$root/download" && apt-get "${apt_options[@]}" download -qq "${packages[@]}" >&2); then
        say "the packages of $suite cannot be fetched here"
        return 1
    fi
    while read -r name version suite hash; do
        name=${name#deb:}
        unpack_deb "$root/download/${name}"_*.deb "$name" "$version" "${hash#sha256=}" || return 1
    done < <(grep '^deb:' deps.lock)
    rm -rf "$root" "$cbmc_home"
    touch "$cbmc_home.new/.complete"
    mv "$cbmc_home.new" "$cbmc_home"
}
