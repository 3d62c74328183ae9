# SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
# Shared by lab/crypto/run and lab/bench/p256/run: firmware under QEMU, and sources from Debian's archive.

# run_firmware BOARD ELF ARGUMENT...: its output, and its exit status. One instruction is one nanosecond.
run_firmware() {
    local board=$1 elf=$2 words=
    shift 2
    for word in "$@"; do words+=",arg=$word"; done
    timeout 1800 qemu-system-arm -M "mps2-$board" -kernel "$elf" -display none -monitor none -serial null \
        -chardev stdio,id=host -icount shift=0 -semihosting-config "enable=on,target=native,chardev=host$words" </dev/null
}

configure_board() {
    local board=$1 options=()
    for name in bearssl wolfssl; do
        if [[ -d build/deps/$name ]]; then
            options+=("-DLAB_${name^^}=$PWD/build/deps/$name")
        else
            options+=("-DLAB_${name^^}=")
        fi
    done
    cmake --preset "$board" "${options[@]}" >"build/$board.configure.log" 2>&1 ||
        { cat "build/$board.configure.log" >&2; die "cannot configure $board"; }
}

build_targets() {
    local board=$1
    shift
    cmake --build --preset "$board" --target "$@" >"build/$board.lab.log" 2>&1 ||
        { cat "build/$board.lab.log" >&2; die "cannot build $* for $board"; }
}

# locked_field NAME FIELD: a field of that line in deps.lock.
locked_field() {
    sed -n "s/^$1 .*\b$2=\([^ ]*\).*/\1/p" deps.lock
}

# apt_source NAME DIR: the upstream archive of a Debian source package.
apt_source() {
    local name=$1 root=$2
    private_apt "$root" deb-src "$(locked_field "$name" suite)" || return 1
    apt-get "${apt_options[@]}" update -qq >&2 &&
        (cd "$root/download" && apt-get "${apt_options[@]}" source -qq --download-only "$name" >&2)
}

# fetch_sources NAME [TAR OPTION...]: build/deps/NAME from Debian. Says why when it is not to be had; the caller goes on
# without.
fetch_sources() {
    local name=$1 root=build/deps/apt-$1 upstream sum
    shift
    [[ -d build/deps/$name ]] && return
    if [[ -n ${HOLDFAST_OFFLINE:-} ]] || ! command -v apt-get >/dev/null || ! apt_source "$name" "$root"; then
        say "notice: the sources of $name are not to be had here: going on without"
        rm -rf "$root"
        return 1
    fi
    upstream=$(ls "$root"/download/*.orig.tar.* | grep -v '\.asc$' | head -n 1)
    sum=$(sha256sum "$upstream" | cut -d' ' -f1)
    if [[ $sum != "$(locked_field "$name" sha256)" ]]; then
        say "notice: $(basename "$upstream") is not the one in deps.lock (SHA-256 $sum): going on without"
        rm -rf "$root"
        return 1
    fi
    rm -rf "build/deps/$name.new"
    mkdir -p "build/deps/$name.new"
    tar -xf "$upstream" -C "build/deps/$name.new" --strip-components=1 "$@"
    mv "build/deps/$name.new" "build/deps/$name"
    rm -rf "$root"
}
