# SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
# Fetches the validators and schemas that deps.lock names, and runs them. Sourced at the top of the tree after script/lib.sh.

readonly modules=build/deps/schemas/node_modules

# fetch_package NAME VERSION SHA512: unpacks it below $modules. 77: it cannot be had here; 1: it is not the one that was tested.
fetch_package() {
    local name=$1 version=$2 wanted=$3 folder=$modules/$1 archive sum
    [[ -f $folder/.holdfast-$version ]] && return 0
    archive=$(cd build/deps/schemas && timeout 60 npm pack --silent "$name@$version" 2>npm.log) || {
        say "$name $version cannot be fetched with npm (build/deps/schemas/npm.log has the reason)"
        return 77
    }
    sum=$(openssl dgst -sha512 -binary "build/deps/schemas/$archive" | base64 -w 0)
    if [[ $sum != "$wanted" ]]; then
        say "$archive has SHA-512 $sum, deps.lock says $wanted: not using it"
        return 1
    fi
    rm -rf "$folder"
    mkdir -p "$folder"
    tar -xzf "build/deps/schemas/$archive" -C "$folder" --strip-components=1
    touch "$folder/.holdfast-$version"
}

# fetch_schemas: all of them; the status is that of the first that fails.
fetch_schemas() {
    local name version hash
    command -v npm >/dev/null && command -v node >/dev/null || { say "npm and node are not here (Debian: npm)"; return 77; }
    mkdir -p $modules
    while read -r name version hash; do
        fetch_package "${name#npm:}" "$version" "${hash#sha512=}" </dev/null || return $?
    done < <(grep '^npm:' deps.lock)
}

# validate KIND FILE...: each against assessment, scorecard, sarif or cyclonedx.
validate() {
    NODE_PATH=$modules node lab/schemas/validate.js "$@"
}
