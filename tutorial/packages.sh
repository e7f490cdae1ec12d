# Sourced by tutorial/demo and tests/run: installs the packages they lack.

build_packages="g++ meson ninja-build pkg-config libasio-dev libcli11-dev
nlohmann-json3-dev libexpected-dev catch2 libgmime-3.0-dev libssl-dev
libcrypt-dev libcmark-gfm-dev libcmark-gfm-extensions-dev"

# Prints those of the named Debian packages that are not installed.
missing_packages() {
    for package; do
        dpkg-query -W -f '${Status}' "$package" 2>/dev/null |
            grep -q ' installed$' || printf '%s ' "$package"
    done
}

as_root() {
    if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi
}

# Installs what is missing of the named packages, after saying what; on a system
# without apt it says what is needed and goes on.
need_packages() {
    if ! command -v apt-get >/dev/null || ! command -v dpkg-query >/dev/null
    then
        echo "This system has no apt. What these Debian packages hold is" \
            "needed; going on as if it were here:"
        echo " " "$@"
        return
    fi
    missing=$(missing_packages "$@")
    [ -n "$missing" ] || return 0
    echo "Installing these packages: $missing"
    if [ "$(id -u)" != 0 ] && ! command -v sudo >/dev/null; then
        echo "That takes root, and there is no sudo here. As root, type:" >&2
        echo "  apt-get install $missing" >&2
        exit 3
    fi
    log=$(mktemp)
    # shellcheck disable=SC2086
    if ! { as_root apt-get update &&
        as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y \
            --no-install-recommends $missing; } >"$log" 2>&1; then
        tail -n 5 "$log" >&2
        echo "The packages could not be installed; all of it is in $log" >&2
        exit 3
    fi
    rm -f "$log"
}

# build_in FOLDER [MESON-OPTION...] -- TARGET...: sets up once, builds what
# changed, and shows what the compiler said only when it failed.
build_in() {
    folder=$1
    shift
    options=
    while [ $# -gt 0 ] && [ "$1" != -- ]; do
        options="$options $1"
        shift
    done
    [ $# -eq 0 ] || shift
    if [ ! -f "$folder/build.ninja" ]; then
        # shellcheck disable=SC2086
        meson setup "$folder" $options >"$folder.log" 2>&1 || {
            tail -n 15 "$folder.log" >&2
            exit 3
        }
        mv "$folder.log" "$folder/setup.log"
    fi
    ninja -C "$folder" "$@" || exit 1
}
