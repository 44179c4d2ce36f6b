# Makes .venv and keeps it in step with a lock; sourced by ./run and ./test, which set nothing else up themselves.
# A lock counts as installed when its copy lies in .venv, so that the next start only compares two files.

say() { printf '%s\n' "$*" >&2; }

find_python() {
    local name without_venv=""
    for name in python3 python3.11 python3.12 python3.13 python3.14 python; do
        "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || continue
        if "$name" -c 'import ensurepip, venv' 2>/dev/null; then
            printf '%s\n' "$name"
            return
        fi
        without_venv="$name"
    done
    if [[ -n $without_venv ]]; then
        say "Python's venv module is missing from $without_venv: install it (on Debian and Ubuntu: apt install python3-venv) and start again."
    else
        say "Python 3.11 or newer is needed and was not found as python3: install it and start again."
    fi
    return 1
}

# In the background and waited for, so that a signal to this script ends the installer too.
quietly_until_told() {
    "$@" &
    local child=$!
    trap 'kill -TERM "$child" 2>/dev/null; wait "$child"; exit 130' INT TERM HUP
    local outcome=0
    wait "$child" || outcome=$?
    trap - INT TERM HUP
    return "$outcome"
}

# install LOCK: .venv holds what LOCK names, at its hashes.
install() {
    local lock="$1" python
    if ! .venv/bin/python -m pip --version >/dev/null 2>&1; then
        python="$(find_python)" || return 1
        say "Making .venv with $("$python" --version) …"
        quietly_until_told "$python" -m venv --clear .venv || return 1
    fi
    cmp -s "$lock" ".venv/installed-$lock" && return
    say "Installing $lock into .venv; the first time takes about a minute …"
    quietly_until_told .venv/bin/python -m pip install --quiet --quiet --disable-pip-version-check \
        --require-hashes --requirement "$lock" || {
        say "$lock could not be installed; what pip said stands above."
        return 1
    }
    cp "$lock" ".venv/installed-$lock"
}
